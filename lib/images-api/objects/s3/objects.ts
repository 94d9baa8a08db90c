import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { Readable } from "node:stream";
import { nullWhenGone } from "./bucket-error";
import { type BucketClients, PATIENTLY } from "./client";
import { objectKey } from "./keys";

/** A sealed image as the store has it. */
export interface StoredObject {
  sizeBytes: number;
  /** Of these bytes and no others; undefined where the store gives none. */
  etag: string | undefined;
}

/** @returns null when there is none */
export async function findObject({ bucket, own }: BucketClients, imageId: string): Promise<StoredObject | null> {
  const head = await nullWhenGone(own.send(new HeadObjectCommand({ Bucket: bucket, Key: objectKey(imageId) })));
  if (head === null) return null;
  if (head.ContentLength === undefined) throw new Error(`The store does not say how long ${imageId} is.`);
  return { sizeBytes: head.ContentLength, etag: head.ETag };
}

export async function readObject({ bucket, own }: BucketClients, imageId: string): Promise<Readable> {
  const { Body: body } = await own.send(new GetObjectCommand({ Bucket: bucket, Key: objectKey(imageId) }));
  if (!(body instanceof Readable)) throw new Error(`The store gave no stream of ${imageId}.`);
  return body;
}

/** Nothing happens when there is none. */
export async function deleteObject({ bucket, own }: BucketClients, imageId: string): Promise<void> {
  await nullWhenGone(own.send(new DeleteObjectCommand({ Bucket: bucket, Key: objectKey(imageId) }), PATIENTLY));
}
