"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useConnection } from "@/components/layout/connection-context";
import { CopyButton } from "@/components/ui/copy-button";
import { useNow } from "@/components/ui/time";
import { downloadLinkQuery } from "@/lib/client/queries";
import type { Image } from "@/lib/contract/image";
import { formatBytes, formatExactBytes } from "@/lib/utils/format-bytes";
import { formatAbsoluteTime, formatRelativeTime } from "@/lib/utils/format-time";
import { ByteSize } from "./byte-size";
import { whyNoDownload } from "./image-permissions";
import { imageStatusWord } from "./image-status";

/** A sentence up to its first checksum, that checksum, and what follows. */
const CHECKSUM = /^(.*?)([0-9a-f]{32,})(.*)$/is;

/** Every field of an image that does not stand above them. */
export function ImageFields({ image }: { image: Image }): ReactNode {
  const bytes = useSize(image);
  return (
    <section aria-labelledby="image-fields" className="rounded-lg bg-surface shadow-[0_0_0_1px_var(--color-line)]">
      <h2 id="image-fields" className="border-b border-line px-4 py-2.5 font-semibold">
        Details
      </h2>
      <dl>
        {imageStatusWord(image).toLowerCase() !== image.providerStatus.toLowerCase() && (
          <Field name="Reported as">
            <code className="font-mono text-xs wrap-anywhere">{image.providerStatus}</code>
          </Field>
        )}
        {image.failureReason !== null && (
          <Field name="Reason">
            <Reason text={image.failureReason} />
          </Field>
        )}
        <Field name="Created">
          <Instant instant={image.createdAt} />
        </Field>
        {image.deletedAt !== null && (
          <Field name="Deleted">
            <Instant instant={image.deletedAt} />
          </Field>
        )}
        <Field name="Size">
          {bytes === null ? (
            <ByteSize bytes={null} />
          ) : (
            <span className="tabular-nums">
              {formatBytes(bytes)} <span className="text-ink-muted">({formatExactBytes(bytes)})</span>
            </span>
          )}
        </Field>
        <Field name="SHA-256">
          {image.sha256 === null ? (
            <ByteSize bytes={null} />
          ) : (
            <>
              <code className="font-mono text-xs wrap-anywhere">{image.sha256}</code>
              <CopyButton text={image.sha256} what="Checksum" label={`Copy checksum of ${image.name}`} />
            </>
          )}
        </Field>
        <Field name="Id">
          <code className="font-mono text-xs wrap-anywhere">{image.id}</code>
          <CopyButton text={image.id} what="Id" label={`Copy id of ${image.name}`} />
        </Field>
      </dl>
    </section>
  );
}

function Field({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div className="grid items-center gap-x-4 border-b border-line px-4 py-2 last:border-b-0 sm:grid-cols-[10rem_1fr]">
      <dt className="text-ink-muted">{name}</dt>
      <dd className="flex min-h-6 min-w-0 items-center gap-x-2">{children}</dd>
    </div>
  );
}

/** A sentence, with the checksums in it set so that they can be compared. */
function Reason({ text }: { text: string }): ReactNode {
  const [, before, checksum, after = ""] = CHECKSUM.exec(text) ?? [];
  if (checksum === undefined) return <span className="wrap-anywhere">{text}</span>;
  return (
    <span className="wrap-anywhere">
      {before}
      <code className="font-mono text-xs break-all">{checksum}</code>
      {after !== "" && <Reason text={after} />}
    </span>
  );
}

/** An instant in full, and how long ago that was. */
function Instant({ instant }: { instant: string }): ReactNode {
  const now = useNow();
  if (now === null) return null;
  return (
    <time dateTime={instant} className="tabular-nums">
      {formatAbsoluteTime(instant)} <span className="text-ink-muted">({formatRelativeTime(instant, now)})</span>
    </time>
  );
}

/** The image's size in bytes. Some providers tell it only with a download link. */
function useSize(image: Image): number | null {
  const connection = useConnection();
  const isDownloadable = whyNoDownload(image, connection.capabilities) === undefined;
  const link = useQuery({
    ...downloadLinkQuery(connection.id, image.id),
    enabled: image.sizeBytes === null && isDownloadable,
  });
  return image.sizeBytes ?? link.data?.sizeBytes ?? null;
}
