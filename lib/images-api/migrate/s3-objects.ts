import { Readable } from "node:stream";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadBucketCommand,
} from "@aws-sdk/client-s3";
import type { BucketClients } from "@/lib/images-api/objects/s3/client";
import { objectKey } from "@/lib/images-api/objects/s3/keys";
import { listUploadedParts, type Upload } from "@/lib/images-api/objects/s3/parts";
import { reasonOf } from "@/lib/images-api/stores/reason";
import type { StoredPart } from "@/lib/images-api/objects/types";
import { MigrationError } from "./migration-error";

/** A store looks at up to ten thousand parts before it answers. In milliseconds. */
const COMPLETE_TIMEOUT_MS = 5 * 60_000;

/** @throws MigrationError when it cannot be reached, or not with these credentials */
export async function requireBucket({ bucket, own }: BucketClients): Promise<void> {
  try {
    await own.send(new HeadBucketCommand({ Bucket: bucket }));
  } catch (error) {
    throw new MigrationError(
      `The bucket ${bucket} cannot be used (${reasonOf(error)}). Correct S3_BUCKET and what belongs to it, or mend it.`,
      { cause: error },
    );
  }
}

/** Bytes `[start, end)`. Asks when the first one is read. */
export function readRange({ bucket, own }: BucketClients, imageId: string, start: number, end: number): Readable {
  async function* chunks(): AsyncGenerator<Buffer> {
    if (start === end) return;
    const range = `bytes=${start}-${end - 1}`;
    const { Body } = await own.send(new GetObjectCommand({ Bucket: bucket, Key: objectKey(imageId), Range: range }));
    if (!(Body instanceof Readable)) throw new Error(`The store gave no stream of ${imageId}.`);
    let read = 0;
    for await (const chunk of Body) {
      if (!Buffer.isBuffer(chunk)) throw new Error(`The store gave text in place of the bytes of ${imageId}.`);
      read += chunk.length;
      yield chunk;
    }
    if (read !== end - start) throw new Error(`The store gave ${read} of ${end - start} bytes of ${imageId}.`);
  }
  return Readable.from(chunks(), { objectMode: false });
}

export async function createUpload({ bucket, own }: BucketClients, imageId: string): Promise<string> {
  const command = new CreateMultipartUploadCommand({
    Bucket: bucket,
    Key: objectKey(imageId),
    ContentType: "application/octet-stream",
  });
  const { UploadId } = await own.send(command);
  if (UploadId === undefined) throw new Error("The store began a multipart upload without saying its id.");
  return UploadId;
}

/** Makes an object of these parts of an upload, by the tags that the store itself gives. */
export async function completeUpload(
  clients: BucketClients,
  upload: Upload,
  wanted: readonly StoredPart[],
): Promise<void> {
  const numbers = new Set(wanted.map(({ partNumber }) => partNumber));
  const listed = (await listUploadedParts(clients, upload)) ?? [];
  const parts = listed.filter(({ partNumber }) => numbers.has(partNumber));
  if (parts.length !== numbers.size) {
    throw new Error(`The store has ${parts.length} of the ${numbers.size} parts of ${upload.imageId}.`);
  }
  const command = new CompleteMultipartUploadCommand({
    Bucket: clients.bucket,
    Key: objectKey(upload.imageId),
    UploadId: upload.uploadId,
    MultipartUpload: { Parts: parts.map(({ partNumber, etag }) => ({ PartNumber: partNumber, ETag: etag })) },
  });
  await clients.own.send(command, { requestTimeout: COMPLETE_TIMEOUT_MS });
}
