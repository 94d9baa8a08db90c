import { ListPartsCommand } from "@aws-sdk/client-s3";
import type { StoredPart } from "@/lib/images-api/objects/types";
import { nullWhenGone } from "./bucket-error";
import type { BucketClients } from "./client";
import { objectKey } from "./keys";

/** A part as the store lists it. */
export interface TaggedPart extends StoredPart {
  /** As the store gives it: what Complete has to be told. */
  etag: string | undefined;
}

/** A multipart upload of one image. */
export interface Upload {
  imageId: string;
  uploadId: string;
}

/**
 * The parts by number, of all pages.
 * @param pageSize as the store likes it, without it; no store makes it larger than a thousand
 * @returns null when the upload is over, completed or aborted
 */
export async function listUploadedParts(
  { bucket, own }: BucketClients,
  { imageId, uploadId }: Upload,
  pageSize?: number,
): Promise<TaggedPart[] | null> {
  const parts: TaggedPart[] = [];
  for (let marker: string | undefined; ;) {
    const page = await nullWhenGone(
      own.send(
        new ListPartsCommand({
          Bucket: bucket,
          Key: objectKey(imageId),
          UploadId: uploadId,
          PartNumberMarker: marker,
          MaxParts: pageSize,
        }),
      ),
    );
    if (page === null) return null;
    for (const { PartNumber: partNumber, Size: sizeBytes, ETag: etag } of page.Parts ?? []) {
      if (partNumber !== undefined && sizeBytes !== undefined) parts.push({ partNumber, sizeBytes, etag });
    }
    marker = page.NextPartNumberMarker;
    if (page.IsTruncated !== true || marker === undefined) break;
  }
  return parts.toSorted((left, right) => left.partNumber - right.partNumber);
}

/** Whether it still takes parts: neither completed nor aborted, by whomever. */
export async function isUploadOpen({ bucket, own }: BucketClients, { imageId, uploadId }: Upload): Promise<boolean> {
  const command = new ListPartsCommand({ Bucket: bucket, Key: objectKey(imageId), UploadId: uploadId, MaxParts: 1 });
  return (await nullWhenGone(own.send(command))) !== null;
}
