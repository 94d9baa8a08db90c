"use client";

import { useQuery } from "@tanstack/react-query";
import { Clock, Link2, SquareTerminal } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useConnection } from "@/components/layout/connection-context";
import { RequestError } from "@/components/layout/request-error";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/time";
import { Tooltip } from "@/components/ui/tooltip";
import { downloadLinkQuery } from "@/lib/client/queries";
import type { DownloadLink, Image } from "@/lib/contract/image";
import { curlCommand } from "@/lib/utils/curl-command";
import { formatAbsoluteTime, formatClock } from "@/lib/utils/format-time";
import { whyNoDownload } from "@/components/images/image-permissions";
import { useDownloadActions } from "@/components/images/use-download-actions";

/** The part of an image's page that hands out a download link, which works without a token until it expires. */
export function ImageDownload({ image }: { image: Image }): ReactNode {
  const connection = useConnection();
  const [isWanted, setIsWanted] = useState(false);
  const reason = whyNoDownload(image, connection.capabilities);
  const link = useQuery({ ...downloadLinkQuery(connection.id, image.id), enabled: isWanted && reason === undefined });
  return (
    <section aria-labelledby="image-download" className="rounded-lg bg-surface shadow-[0_0_0_1px_var(--color-line)]">
      <h2 id="image-download" className="border-b border-line px-4 py-2.5 font-semibold">
        Download
      </h2>
      <div className="space-y-3 p-4">
        {reason !== undefined && <p className="text-ink-muted">{reason}</p>}
        {reason === undefined && !isWanted && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
            <p className="min-w-0 flex-1 basis-64 text-ink-muted">
              A link downloads the image without a token, until it expires. Anyone who has it can use it.
            </p>
            <Button onClick={() => setIsWanted(true)}>
              <Link2 aria-hidden />
              Get link
            </Button>
          </div>
        )}
        {reason === undefined && isWanted && link.isPending && !link.isError && (
          <p className="appear-late text-ink-muted">Getting a link…</p>
        )}
        {link.isError && (
          <RequestError
            title="There is no download link"
            error={link.error}
            onRetry={() => void link.refetch()}
            retrying={link.isFetching}
          />
        )}
        {isWanted && link.data !== undefined && <ReadyLink image={image} link={link.data} />}
      </div>
    </section>
  );
}

function ReadyLink({ image, link }: { image: Image; link: DownloadLink }): ReactNode {
  const connection = useConnection();
  const { copyLink, copyCurlCommand } = useDownloadActions(connection.id);
  const now = useNow();
  const command = curlCommand({ name: image.name, url: link.url, sha256: link.sha256 });
  return (
    <>
      <pre
        aria-label="Download command"
        className="rounded-md bg-sunken p-3 font-mono text-xs wrap-anywhere whitespace-pre-wrap shadow-[inset_0_0_0_1px_var(--color-line)]"
      >
        {command}
      </pre>
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={() => copyLink(image)}>
          <Link2 aria-hidden />
          Copy download link
        </Button>
        <Button onClick={() => copyCurlCommand(image)}>
          <SquareTerminal aria-hidden />
          Copy curl command
        </Button>
        {now !== null && (
          <p className="flex items-center gap-1.5 text-xs text-ink-muted tabular-nums sm:ml-auto">
            <Clock aria-hidden className="size-3.5" />
            <Tooltip text={formatAbsoluteTime(link.expiresAt)}>
              <time dateTime={link.expiresAt}>Works until {formatClock(link.expiresAt, now)}</time>
            </Tooltip>
          </p>
        )}
      </div>
    </>
  );
}
