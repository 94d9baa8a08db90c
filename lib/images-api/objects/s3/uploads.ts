import { AbortMultipartUploadCommand, CreateMultipartUploadCommand } from "@aws-sdk/client-s3";
import type { ObjectNote, ObjectNotes } from "@/lib/images-api/objects/types";
import { nullWhenGone } from "./bucket-error";
import { type BucketClients, PATIENTLY } from "./client";
import { objectKey } from "./keys";
import { listUploadedParts, type Upload } from "./parts";

/** Noted for an image that was sealed before anybody asked for a part's URL: no store has an upload of that name. */
export const NEVER_BEGUN = "never-begun";

/** "It might be necessary to abort an upload multiple times": https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
const ABORTS = 3;

/**
 * Begins an image's upload. Of several servers that begin one at once, one's stands.
 * @param over an upload whose place the new one takes
 */
export async function noteNewUpload(
  clients: BucketClients,
  notes: ObjectNotes,
  imageId: string,
  over?: string,
): Promise<ObjectNote> {
  const uploadId = await beginUpload(clients, imageId);
  const note = await notes.begin(imageId, uploadId, over);
  if (note.uploadId !== uploadId) await abortUpload(clients, { imageId, uploadId });
  return note;
}

async function beginUpload({ bucket, own }: BucketClients, imageId: string): Promise<string> {
  const { UploadId: uploadId } = await own.send(
    new CreateMultipartUploadCommand({
      Bucket: bucket,
      Key: objectKey(imageId),
      ContentType: "application/octet-stream",
    }),
  );
  if (uploadId === undefined) throw new Error("The store began a multipart upload without saying its id.");
  return uploadId;
}

/** Removes the parts of an upload, also of PUTs that end meanwhile. Nothing happens when it is over. */
export async function abortUpload(clients: BucketClients, upload: Upload): Promise<void> {
  const { bucket, own } = clients;
  const { imageId, uploadId } = upload;
  if (uploadId === NEVER_BEGUN) return;
  const abort = () =>
    own.send(
      new AbortMultipartUploadCommand({ Bucket: bucket, Key: objectKey(imageId), UploadId: uploadId }),
      PATIENTLY,
    );
  for (let count = 0; count < ABORTS; count++) {
    if ((await nullWhenGone(abort())) === null) return;
    const left = await listUploadedParts(clients, upload);
    if (left === null || left.length === 0) return;
  }
}
