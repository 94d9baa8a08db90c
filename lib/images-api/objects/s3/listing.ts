import { ListMultipartUploadsCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import type { StoredImage } from "@/lib/images-api/objects/types";
import type { BucketClients } from "./client";
import { imageIdOf, KEY_PREFIX } from "./keys";
import type { Upload } from "./parts";

/** A multipart upload that is neither completed nor aborted. */
export interface OpenUpload extends Upload {
  /** By the store's clock, in epoch milliseconds. */
  begunAt: number;
}

/**
 * Those of our images, of all pages.
 * @param key of one image only. Anything else that keys begin with lists nothing in MinIO: https://github.com/minio/minio/issues/20989
 */
export async function* listOpenUploads({ bucket, own }: BucketClients, key?: string): AsyncGenerator<OpenUpload> {
  let markers: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {};
  for (;;) {
    const page = await own.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: key, ...markers }));
    for (const { Key: uploadKey, UploadId: uploadId, Initiated: begun } of page.Uploads ?? []) {
      const imageId = imageIdOf(uploadKey);
      if (imageId === null || uploadId === undefined) continue;
      yield { imageId, uploadId, begunAt: begun?.getTime() ?? Infinity };
    }
    if (page.IsTruncated !== true || page.NextKeyMarker === undefined) return;
    markers = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
  }
}

async function* listObjects({ bucket, own }: BucketClients): AsyncGenerator<StoredImage> {
  for (let token: string | undefined; ;) {
    const page = await own.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: KEY_PREFIX, ContinuationToken: token }),
    );
    for (const { Key: key, Size: sizeBytes = null } of page.Contents ?? []) {
      const imageId = imageIdOf(key);
      if (imageId !== null) yield { imageId, sizeBytes };
    }
    token = page.NextContinuationToken;
    if (page.IsTruncated !== true || token === undefined) return;
  }
}

/**
 * Sealed images with their sizes, and those that could still take parts. Uploads are read first, so that an image which is sealed
 * meanwhile is listed all the same; they are few beside the objects, and kept in memory.
 */
export async function* listStoredImages(clients: BucketClients): AsyncGenerator<StoredImage> {
  const open = new Set<string>();
  for await (const { imageId } of listOpenUploads(clients)) open.add(imageId);
  for await (const image of listObjects(clients)) {
    open.delete(image.imageId);
    yield image;
  }
  for (const imageId of open) yield { imageId, sizeBytes: null };
}
