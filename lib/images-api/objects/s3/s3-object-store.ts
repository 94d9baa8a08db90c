import { HeadBucketCommand } from "@aws-sdk/client-s3";
import type pino from "pino";
import type { ImageRows, ObjectNotes, ObjectStore, StoredPart } from "@/lib/images-api/objects/types";
import { TakesNoPartsError } from "@/lib/images-api/objects/takes-no-parts-error";
import { type Clock, steadyNow } from "@/lib/utils/steady-clock";
import { BucketError } from "./bucket-error";
import { BRIEFLY, type BucketOptions, openClients } from "./client";
import { digestImage } from "./digest";
import { listStoredImages } from "./listing";
import { findObject, readObject } from "./objects";
import { livingUploads } from "./living-uploads";
import { listUploadedParts } from "./parts";
import { removeImage } from "./remove";
import { sealImage } from "./seal";
import { sweepUploads } from "./sweep";
import { NEVER_BEGUN } from "./uploads";
import { bucketUrls } from "./urls";

export interface S3ObjectStoreOptions extends BucketOptions {
  rows: ImageRows;
  notes: ObjectNotes;
  log: pino.Logger;
  /** For how long links are good; never set back. */
  clock?: Clock;
  /** How many bytes of an image lie between states of its digest that are noted. */
  digestStopEveryBytes?: number;
}

export interface S3ObjectStore extends ObjectStore {
  /** Resolves when the bucket is there and may be used. @throws BucketError */
  checkReachable(): Promise<void>;
}

/**
 * Opens an object store in a bucket, in which an image is one object, and one multipart upload before that. Makes no request yet. Any
 * number of servers may have it open. Bytes go from browser to bucket and back.
 * @throws TakesNoPartsError from `presignPart`, BucketError from all
 */
export async function openS3ObjectStore(options: S3ObjectStoreOptions): Promise<S3ObjectStore> {
  const { rows, notes, log, clock = steadyNow } = options;
  const clients = openClients(options);
  const urls = bucketUrls(clients, clock);
  const uploadOf = livingUploads({ clients, notes, rows, log });
  const closing = new AbortController();
  const digesting = { clients, urls, notes, log, stopEveryBytes: options.digestStopEveryBytes };

  async function partsOfObject(imageId: string): Promise<StoredPart[]> {
    const object = await findObject(clients, imageId);
    return object === null ? [] : [{ partNumber: 1, sizeBytes: object.sizeBytes }];
  }

  return {
    async presignPart(imageId, partNumber, expected) {
      // No byte comes by here, so asking for its URL is the activity.
      if (!(await rows.recordPart(imageId))) throw new TakesNoPartsError(imageId);
      const { uploadId } = await uploadOf(imageId);
      return urls.part({ imageId, uploadId }, partNumber, expected);
    },
    async listParts(imageId) {
      const note = await notes.find(imageId);
      if (note === null || note.uploadId === NEVER_BEGUN) return note?.sealedParts ?? partsOfObject(imageId);
      if (note.sealedParts !== null) return note.sealedParts;
      const parts = await listUploadedParts(clients, { imageId, uploadId: note.uploadId });
      if (parts !== null) return parts.map(({ partNumber, sizeBytes }) => ({ partNumber, sizeBytes }));
      // Sealed meanwhile.
      return (await notes.find(imageId))?.sealedParts ?? partsOfObject(imageId);
    },
    seal: (imageId) => sealImage(clients, notes, imageId),
    presignDownload: (image) => urls.download(image),
    read: (imageId) => readObject(clients, imageId),
    digest: (imageId, signal) => digestImage(digesting, imageId, AbortSignal.any([signal, closing.signal])),
    remove: (imageId) => removeImage(clients, notes, imageId),
    listImages: () => listStoredImages(clients),
    async sweep(signal) {
      const count = await sweepUploads(clients, { notes, rows }, { now: clock(), signal });
      if (count > 0) log.info({ count }, "aborted uploads that a crash had left over");
    },
    async checkReachable() {
      try {
        await clients.own.send(new HeadBucketCommand({ Bucket: options.name }), BRIEFLY);
      } catch (error) {
        if (!(error instanceof BucketError) || error.code !== "S3_NOT_FOUND") throw error;
        throw new BucketError("S3_NO_BUCKET", error.operation, error.reason, error.status);
      }
    },
    async close() {
      closing.abort(new Error("The object store was closed."));
      clients.close();
    },
  };
}
