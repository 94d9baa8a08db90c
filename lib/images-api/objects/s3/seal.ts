import { setTimeout as delay } from "node:timers/promises";
import { CompleteMultipartUploadCommand } from "@aws-sdk/client-s3";
import type { ObjectNotes, StoredPart } from "@/lib/images-api/objects/types";
import { BucketError, nullWhenGone } from "./bucket-error";
import { type BucketClients, PATIENTLY } from "./client";
import { objectKey } from "./keys";
import { deleteObject, findObject } from "./objects";
import { listUploadedParts, type TaggedPart, type Upload } from "./parts";
import { abortUpload, NEVER_BEGUN } from "./uploads";

/** How often parts may be replaced between their listing and their completion: nobody who completes an image goes on sending it. */
const ATTEMPTS = 5;

/** For so long, in milliseconds, another server that completed the upload may take to note its parts. */
const NOTING_MS = 2_000;
const LOOK_AGAIN_MS = 100;

/** What Complete says when a part was replaced after it was listed, as Amazon and all others call it. */
const REPLACED = /^(InvalidPart|InvalidPartOrder)$/;

/** Makes the parts one object and notes them. From then on the upload is over, and its URLs are for nothing. Safe to repeat. */
export async function sealImage(clients: BucketClients, notes: ObjectNotes, imageId: string): Promise<void> {
  const note = (await notes.find(imageId)) ?? (await notes.begin(imageId, NEVER_BEGUN));
  if (note.sealedParts !== null) return;
  const parts = await sealUpload(clients, notes, { imageId, uploadId: note.uploadId });
  if (parts === "noted" || (await notes.seal(imageId, parts)) !== null) return;
  // Removed meanwhile, before there was an object to be removed.
  await deleteObject(clients, imageId);
}

/** @returns the parts that became one; "noted" when another call did it */
async function sealUpload(clients: BucketClients, notes: ObjectNotes, upload: Upload): Promise<StoredPart[] | "noted"> {
  if (upload.uploadId === NEVER_BEGUN) return [];
  let listed: StoredPart[] = [];
  for (let attempt = 1; ; attempt++) {
    const parts = await listUploadedParts(clients, upload);
    if (parts === null) break;
    listed = parts.map(({ partNumber, sizeBytes }) => ({ partNumber, sizeBytes }));
    if (parts.length === 0) {
      await abortUpload(clients, upload);
      return [];
    }
    try {
      if ((await nullWhenGone(complete(clients, upload, parts))) === null) break;
      return listed;
    } catch (error) {
      const isReplaced = error instanceof BucketError && REPLACED.test(error.reason);
      if (!isReplaced || attempt === ATTEMPTS) throw error;
    }
  }
  return sealedElsewhere(clients, notes, upload, listed);
}

function complete({ bucket, own }: BucketClients, { imageId, uploadId }: Upload, parts: readonly TaggedPart[]) {
  const command = new CompleteMultipartUploadCommand({
    Bucket: bucket,
    Key: objectKey(imageId),
    UploadId: uploadId,
    MultipartUpload: { Parts: parts.map(({ partNumber, etag }) => ({ PartNumber: partNumber, ETag: etag })) },
  });
  return own.send(command, PATIENTLY);
}

/**
 * The upload is over: another call completed it, or a try of this one whose answer was lost, or this server before it crashed.
 * @param listed the parts when they were last seen
 */
async function sealedElsewhere(
  clients: BucketClients,
  notes: ObjectNotes,
  { imageId }: Upload,
  listed: StoredPart[],
): Promise<StoredPart[] | "noted"> {
  for (const end = performance.now() + NOTING_MS; performance.now() < end; await delay(LOOK_AGAIN_MS)) {
    const note = await notes.find(imageId);
    if (note === null || note.sealedParts !== null) return "noted";
  }
  const object = await findObject(clients, imageId);
  // Not the same as an image without parts: a store that is not the right one answers so as well.
  if (object === null) throw new Error(`Neither the parts of ${imageId} nor what was made of them is in the bucket.`);
  if (totalOf(listed) === object.sizeBytes) return listed;
  // Whoever completed it died before it was noted. How long each part was, nobody knows any more, and nobody needs to.
  return [{ partNumber: 1, sizeBytes: object.sizeBytes }];
}

function totalOf(parts: readonly StoredPart[]): number {
  return parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
