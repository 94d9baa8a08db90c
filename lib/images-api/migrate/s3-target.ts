import type { Readable } from "node:stream";
import { UploadPartCommand } from "@aws-sdk/client-s3";
import type { BucketClients } from "@/lib/images-api/objects/s3/client";
import { objectKey } from "@/lib/images-api/objects/s3/keys";
import { listStoredImages } from "@/lib/images-api/objects/s3/listing";
import { deleteObject, findObject } from "@/lib/images-api/objects/s3/objects";
import { listUploadedParts, type TaggedPart, type Upload } from "@/lib/images-api/objects/s3/parts";
import { abortUpload } from "@/lib/images-api/objects/s3/uploads";
import type { StoredPart } from "@/lib/images-api/objects/types";
import type { BytesTarget, TargetImage } from "./bytes";
import { completeUpload, createUpload, readRange } from "./s3-objects";

/** A bucket, filled as the S3 store does it. */
export function s3Target(clients: BucketClients): BytesTarget {
  return {
    async *imageIds() {
      for await (const { imageId } of listStoredImages(clients)) yield imageId;
    },

    async begin(imageId, uploadId, onBegin) {
      const sent = uploadId === null ? null : await listUploadedParts(clients, { imageId, uploadId });
      if (uploadId !== null && sent !== null) return targetImage(clients, { imageId, uploadId }, sent);
      // Before the store knows of it: whatever is found there is then known to be ours.
      onBegin(null);
      const id = await createUpload(clients, imageId);
      onBegin(id);
      return targetImage(clients, { imageId, uploadId: id }, []);
    },

    sizeOf: async (imageId) => (await findObject(clients, imageId))?.sizeBytes ?? null,
    read: async (imageId, sizeBytes) => readRange(clients, imageId, 0, sizeBytes),

    async remove(imageId, uploadId) {
      if (uploadId !== null) await abortUpload(clients, { imageId, uploadId });
      await deleteObject(clients, imageId);
    },

    finish: () => Promise.resolve(),
  };
}

function targetImage(clients: BucketClients, upload: Upload, sent: readonly TaggedPart[]): TargetImage {
  return {
    uploadId: upload.uploadId,
    // Where a tag is not the MD5 of a part, as with keys of AWS' own, the part is sent again.
    parts: sent.map(({ partNumber, sizeBytes, etag = "" }) => ({
      partNumber,
      sizeBytes,
      md5: etag.replaceAll('"', ""),
    })),
    put: (part, body, md5) => putPart(clients, upload, part, body, md5),
    seal: (parts) => completeUpload(clients, upload, parts),
    leaveOpen: () => Promise.resolve(),
  };
}

async function putPart(
  { bucket, own }: BucketClients,
  { imageId, uploadId }: Upload,
  { partNumber, sizeBytes }: StoredPart,
  body: Readable,
  md5: string | null,
): Promise<void> {
  // The SDK does not hear of a stream that breaks, and would wait for the rest of it.
  const broken = new AbortController();
  body.once("error", (error) => broken.abort(error));
  const command = new UploadPartCommand({
    Bucket: bucket,
    Key: objectKey(imageId),
    UploadId: uploadId,
    PartNumber: partNumber,
    ContentLength: sizeBytes,
    Body: body,
    ...(md5 !== null && { ContentMD5: Buffer.from(md5, "hex").toString("base64") }),
  });
  // It may take hours on a slow line; one that stands still is cut all the same.
  await own.send(command, { abortSignal: broken.signal, requestTimeout: 0 });
}
