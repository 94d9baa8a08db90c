"use client";

import { useQuery } from "@tanstack/react-query";
import { Copy, RotateCw } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { RequestError } from "@/components/layout/request-error";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { tellCopyResult } from "@/components/ui/copy-toasts";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { useNow } from "@/components/ui/time";
import { imageLogQuery } from "@/lib/client/forms";
import { FAST_POLL_MS, isMoving } from "@/lib/client/polling";
import { ApiError } from "@/lib/contract/errors";
import type { Image } from "@/lib/contract/image";
import { detailsText } from "@/lib/text/details-text";

const { log: text } = detailsText;

/** What scrolls has to take the focus, or its end is out of the keyboard's reach. */
const SCROLLED_BY_KEYS = { tabIndex: 0 } as const;

/** Within this distance of its end, in px, somebody reads what comes last. */
const NEAR_END = 40;

interface BuildLogDialogProps {
  image: Image;
  onClose: () => void;
  /** As for `Dialog`. */
  returnFocus?: () => HTMLElement | null;
}

/** What the provider wrote while it made an image; read again by itself while the image is being made. */
export function BuildLogDialog({ image, onClose, returnFocus }: BuildLogDialogProps): ReactNode {
  const isBeingMade = isMoving(image, useNow() ?? 0);
  const log = useQuery({
    ...imageLogQuery(image.connection, image.id),
    refetchInterval: ({ state }) => (isBeingMade && !needsPerson(state.error) ? FAST_POLL_MS : false),
  });
  const isMissing = log.error instanceof ApiError && log.error.code === "not_found";
  const shown = log.data?.text ?? "";
  const isEmpty = isMissing || (log.data !== undefined && shown.trim() === "");
  return (
    <Dialog
      open
      width="wide"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      {...(returnFocus === undefined ? {} : { returnFocus })}
      className="sm:max-w-200"
      title={text.title(image.name)}
      footer={
        <>
          <Button className="mr-auto" busy={log.isFetching && !isBeingMade} onClick={() => void log.refetch()}>
            <RotateCw aria-hidden />
            {text.refresh}
          </Button>
          {!isEmpty && shown !== "" && (
            <Button onClick={() => void copyText(shown).then((result) => tellCopyResult(result, text.copied))}>
              <Copy aria-hidden />
              {text.copy}
            </Button>
          )}
          <Button data-initial-focus onClick={onClose}>
            {text.close}
          </Button>
        </>
      }
    >
      {log.isPending && <Skeleton className="my-2 h-32 w-full" />}
      {log.isError && !isMissing && (
        <RequestError title={text.notLoaded} error={log.error} connection={image.connection} className="mb-3" />
      )}
      {isEmpty && <p className="text-ink-muted">{isBeingMade ? text.nothingYet : text.nothing}</p>}
      {!isEmpty && shown !== "" && <LogText name={text.title(image.name)}>{shown}</LogText>}
    </Dialog>
  );
}

/** Begins at its end, and stays there while somebody reads what comes. */
function LogText({ name, children }: { name: string; children: string }): ReactNode {
  const box = useRef<HTMLElement>(null);
  const isAtEnd = useRef(true);

  useEffect(() => {
    if (box.current !== null && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight;
  });

  return (
    <section
      ref={box}
      aria-label={name}
      {...SCROLLED_BY_KEYS}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
      }}
      className="max-h-[60dvh] overflow-auto rounded-md bg-sunken p-3 shadow-[inset_0_0_0_1px_var(--color-line)] focus-visible:outline-offset-[-2px]"
    >
      <pre className="font-mono text-xs whitespace-pre-wrap wrap-anywhere">{children}</pre>
    </section>
  );
}

function needsPerson(error: Error | null): boolean {
  return error instanceof ApiError && error.code !== "not_found";
}
