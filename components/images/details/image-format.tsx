"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileSearch } from "lucide-react";
import { useState, type ReactNode } from "react";
import { whyNoDownload } from "@/components/images/image-permissions";
import { useConnection } from "@/components/layout/connection-context";
import { RequestError } from "@/components/layout/request-error";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { downloadLinkQuery } from "@/lib/client/queries";
import type { Image } from "@/lib/contract/image";
import { detailsText } from "@/lib/text/details-text";
import { describeFormat } from "@/lib/upload/inspection/describe-format";
import { DetailsSection } from "./details-section";
import { knownFormatOf, readFormat, UnreadableObjectError, type FoundFormat } from "./find-format";
import { useTakeLostFocus } from "./use-take-lost-focus";

const text = detailsText.format;

/** What an image's file is. It is read from the storage only when somebody asks, for that takes a download link. */
export function ImageFormat({ image }: { image: Image }): ReactNode {
  const connection = useConnection();
  const queryClient = useQueryClient();
  const [known] = useState(() => knownFormatOf(image));
  const finding = useMutation({
    mutationFn: async () => readFormat(image, await queryClient.fetchQuery(downloadLinkQuery(connection.id, image.id))),
  });
  const found = known ?? finding.data ?? null;
  const canBeRead = whyNoDownload(image, connection.capabilities) === undefined;
  if (found === null && !canBeRead) return null;
  return (
    <DetailsSection title={text.heading}>
      <div className="space-y-3 px-4 py-3">
        {found !== null && <Format found={found} takesFocus={known === null} />}
        {found === null && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
            <p className="min-w-0 flex-1 basis-56 text-ink-muted">{finding.isPending ? text.finding : text.unknown}</p>
            <Button busy={finding.isPending} onClick={() => finding.mutate()}>
              {!finding.isPending && <FileSearch aria-hidden />}
              {text.find}
            </Button>
          </div>
        )}
        {finding.error instanceof UnreadableObjectError && (
          <Callout tone="warning" title={text.unreadable}>
            <output>{text.unreadableHelp}</output>
          </Callout>
        )}
        {finding.error !== null && !(finding.error instanceof UnreadableObjectError) && (
          <RequestError title={text.noLink} error={finding.error} />
        )}
      </div>
    </DetailsSection>
  );
}

/** @param takesFocus it stands where the button was that asked for it */
function Format({ found: { format, by }, takesFocus }: { found: FoundFormat; takesFocus: boolean }): ReactNode {
  const { title, details, warning } = describeFormat(format);
  const line = useTakeLostFocus<HTMLParagraphElement>(takesFocus);
  return (
    <>
      <div>
        <p ref={line} tabIndex={-1} className="font-medium outline-none">
          {title}
        </p>
        {details.length > 0 && (
          <ul className="text-ink-muted">
            {details.map((detail) => (
              <li key={detail} className="wrap-anywhere">
                {detail}
              </li>
            ))}
          </ul>
        )}
        <p className="mt-1 text-xs text-ink-muted">{by === "upload" ? text.atUpload : text.byReading}</p>
      </div>
      {warning !== null && (
        <Callout tone="warning">
          <p>{warning}</p>
        </Callout>
      )}
    </>
  );
}
