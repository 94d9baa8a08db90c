"use client";

import { useQuery } from "@tanstack/react-query";
import { use, type ReactNode } from "react";
import { ByteSize } from "@/components/images/byte-size";
import { whyNoDownload } from "@/components/images/image-permissions";
import { imageStatusWord } from "@/components/images/image-status";
import { useConnection } from "@/components/layout/connection-context";
import { CopyButton } from "@/components/ui/copy-button";
import { downloadLinkQuery } from "@/lib/client/queries";
import type { Image } from "@/lib/contract/image";
import { detailsText } from "@/lib/text/details-text";
import { classNames } from "@/lib/utils/class-names";
import { formatBytes, formatExactBytes } from "@/lib/utils/format-bytes";
import { DetailsSection } from "./details-section";
import { Instant } from "./instant";
import { PlaceContext } from "./place";

const text = detailsText.fields;

/** Every field of an image that does not stand above them. */
export function ImageFields({ image }: { image: Image }): ReactNode {
  const place = use(PlaceContext);
  const bytes = useSize(image);
  return (
    <DetailsSection title={text.heading}>
      <dl className={place === "panel" ? "pt-1 pb-2" : undefined}>
        {imageStatusWord(image).toLowerCase() !== image.providerStatus.toLowerCase() && (
          <Field name={text.providerStatus}>
            <code className="font-mono text-xs wrap-anywhere">{image.providerStatus}</code>
          </Field>
        )}
        <Field name={text.created}>
          <Instant instant={image.createdAt} />
        </Field>
        {image.deletedAt !== null && (
          <Field name={text.deleted}>
            <Instant instant={image.deletedAt} />
          </Field>
        )}
        <Field name={text.size}>
          {bytes === null ? (
            <ByteSize bytes={null} />
          ) : (
            <span className="tabular-nums">
              {formatBytes(bytes)} <span className="text-ink-muted">({formatExactBytes(bytes)})</span>
            </span>
          )}
        </Field>
        {image.visibility !== null && <Field name={text.visibility}>{text[image.visibility]}</Field>}
        <Field name={text.checksum}>
          {image.sha256 === null ? (
            <ByteSize bytes={null} />
          ) : (
            <>
              <code className="font-mono text-xs wrap-anywhere">{image.sha256}</code>
              <CopyButton text={image.sha256} what={text.checksumCopied} label={text.copyChecksum(image.name)} />
            </>
          )}
        </Field>
        <Field name={text.id}>
          <code className="font-mono text-xs wrap-anywhere">{image.id}</code>
          <CopyButton text={image.id} what={text.idCopied} label={text.copyId(image.name)} />
        </Field>
      </dl>
    </DetailsSection>
  );
}

function Field({ name, children }: { name: string; children: ReactNode }): ReactNode {
  const isPage = use(PlaceContext) === "page";
  return (
    <div
      className={classNames(
        "grid items-center gap-x-4 px-4 @sm:grid-cols-[7rem_1fr] @2xl:grid-cols-[10rem_1fr]",
        isPage ? "border-b border-line py-2 last:border-b-0" : "py-1",
      )}
    >
      <dt className="text-ink-muted">{name}</dt>
      <dd className="flex min-h-6 min-w-0 items-center gap-x-2">{children}</dd>
    </div>
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
