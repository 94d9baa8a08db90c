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
import { DetailsSection } from "./details-section";
import { ChecksumField } from "./checksum-field";
import { Code, Field } from "./field";
import { Instant } from "./instant";
import { PlaceContext } from "./place";
import { SizeInFull } from "./size-in-full";
import { DescribingFields, FactFields } from "./told-fields";

const text = detailsText.fields;

/** Every field of an image that does not stand above them. What its provider never tells is left out. */
export function ImageFields({ image }: { image: Image }): ReactNode {
  const place = use(PlaceContext);
  const bytes = useSize(image);
  const connection = useConnection();
  // Whoever hands an image out tells its size and checksum sooner or later.
  const isToldLater = connection.capabilities.download.allowed;
  const id = image.details?.nativeId ?? image.id;
  return (
    <DetailsSection title={text.heading}>
      <dl className={place === "panel" ? "pt-1 pb-2" : undefined}>
        {image.details !== null && <DescribingFields details={image.details} connection={connection} />}
        {imageStatusWord(image).toLowerCase() !== image.providerStatus.toLowerCase() && (
          <Field name={text.providerStatus}>
            <Code>{image.providerStatus}</Code>
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
        {(bytes !== null || isToldLater) && (
          <Field name={text.size}>{bytes === null ? <ByteSize bytes={null} /> : <SizeInFull bytes={bytes} />}</Field>
        )}
        {image.visibility !== null && <Field name={text.visibility}>{text[image.visibility]}</Field>}
        {image.details !== null && <FactFields facts={image.details.facts} />}
        {(image.sha256 !== null || isToldLater) && <ChecksumField image={image} />}
        <Field name={text.id}>
          <Code>{id}</Code>
          <CopyButton text={id} what={text.idCopied} label={text.copyId(image.name)} />
        </Field>
      </dl>
    </DetailsSection>
  );
}

/**
 * The image's size in bytes. Some providers tell it only with a download link, which is asked for unbidden only where nothing speaks
 * against handing the image out: one in a state that we do not know may be withdrawn.
 */
function useSize(image: Image): number | null {
  const connection = useConnection();
  const isDownloadable = whyNoDownload(image, connection.capabilities) === undefined;
  const link = useQuery({
    ...downloadLinkQuery(connection.id, image.id),
    enabled: image.sizeBytes === null && isDownloadable && image.status === "completed",
  });
  return image.sizeBytes ?? link.data?.sizeBytes ?? null;
}
