"use client";

import { Clock } from "lucide-react";
import { useMemo, type ReactNode } from "react";
import { imageKey } from "@/components/images/list/image-key";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { useNow } from "@/components/ui/time";
import type { Image } from "@/lib/contract/image";
import { bulkText } from "@/lib/text/bulk-text";
import { formatClock } from "@/lib/utils/format-time";
import { ExcludedRow, Reason } from "./deletion-row";
import { Halted } from "./halted";
import { LinksTextView } from "./links-text-view";
import type { ImageLink } from "./link-formats";
import { RunProgress } from "./run-progress";
import { useFooterFocus } from "./use-footer-focus";
import { readyLinks, useLinks, type LinksPlan } from "./use-links";
import { isUnderWay, useRun } from "./use-run";
import { LongList } from "./long-list";

const text = bulkText.links;

interface LinksDialogProps {
  images: readonly Image[];
  onClose: () => void;
  returnFocus: () => HTMLElement | null;
}

/** Asks for the download links of many images and hands them out as text, for as long as they work. */
export function LinksDialog({ images, onClose, returnFocus }: LinksDialogProps): ReactNode {
  const plan = useLinks(images);
  const { excluded, run } = plan;
  const snapshot = useRun(run);
  const { state, total, waiting, failed } = snapshot;
  const isRunning = total > 0 && (state.kind === "idle" || isUnderWay(snapshot));
  const footer = useFooterFocus(isRunning ? "running" : "over");
  // Only at rest: while thousands come, nobody reads what changes under the eyes.
  const links = useMemo(() => (isRunning ? [] : readyLinks(plan)), [isRunning, plan]);
  const missing = isRunning ? [] : [...failedOf(plan), ...excluded];
  return (
    <Dialog
      open
      width="wide"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      returnFocus={returnFocus}
      title={total === 0 ? text.nothingTitle : text.title(total)}
      {...(total === 0 ? {} : { description: text.description })}
      footer={
        <div ref={footer} className="contents">
          {!isRunning && links.length > 0 && <Expiry links={links} />}
          {isRunning && (
            <Button data-initial-focus busy={state.kind === "stopping"} onClick={() => run.stop()}>
              {bulkText.stop}
            </Button>
          )}
          {!isRunning && failed > 0 && (
            <Button onClick={() => void run.tryAgain()}>{bulkText.tryAgain(failed + waiting)}</Button>
          )}
          {!isRunning && failed === 0 && waiting > 0 && (
            <Button onClick={() => void run.start()}>{bulkText.goOn}</Button>
          )}
          {!isRunning && (
            <Button data-initial-focus onClick={onClose}>
              {bulkText.done}
            </Button>
          )}
        </div>
      }
    >
      <div className="space-y-4">
        {isRunning && <RunProgress label={text.progressLabel} snapshot={snapshot} />}
        <Halted title={text.halted(waiting)} snapshot={snapshot} />
        {state.kind === "stopped" && <Callout tone="warning">{text.stopped(waiting)}</Callout>}
        {!isRunning && links.length > 0 && <LinksTextView links={links} />}
        {missing.length > 0 && (
          <section>
            <h3 className="mb-1.5 font-medium">{text.failedTitle(missing.length)}</h3>
            <LongList label={text.failedTitle(missing.length)} items={missing} keyOf={({ image }) => imageKey(image)}>
              {({ image, reason }) => <ExcludedRow image={image} reason={reason} />}
            </LongList>
          </section>
        )}
      </div>
    </Dialog>
  );
}

function failedOf({ included, run }: LinksPlan): { image: Image; reason: ReactNode }[] {
  return included.flatMap((image) => {
    const outcome = run.outcomeOf(image);
    return outcome.kind === "failed" ? [{ image, reason: <Reason error={outcome.error} /> }] : [];
  });
}

/** When the first of the links ends. */
function Expiry({ links }: { links: readonly ImageLink[] }): ReactNode {
  const now = useNow();
  const earliest = links.reduce(
    (soonest, { link }) => (link.expiresAt < soonest ? link.expiresAt : soonest),
    links[0]?.link.expiresAt ?? "",
  );
  if (now === null) return null;
  return (
    <p className="mr-auto flex items-center gap-1.5 text-xs text-ink-muted tabular-nums">
      <Clock aria-hidden className="size-3.5" />
      <time dateTime={earliest}>{text.worksUntil(links.length, formatClock(earliest, now))}</time>
    </p>
  );
}
