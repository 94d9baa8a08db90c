import { BucketError } from "@/lib/images-api/objects/s3/bucket-error";
import type { BucketClients } from "@/lib/images-api/objects/s3/client";
import { totalSize } from "@/lib/images-api/objects/disk/part-stream";
import { findObject } from "@/lib/images-api/objects/s3/objects";
import { listUploadedParts } from "@/lib/images-api/objects/s3/parts";
import type { ObjectNotes, StoredPart } from "@/lib/images-api/objects/types";
import type { BytesSource, SourceImage } from "./bytes";
import type { Journal } from "./journal";
import { completeUpload, readRange } from "./s3-objects";

export interface S3SourceOptions {
  clients: BucketClients;
  /** Of the rows that the bytes belong to. */
  notes: ObjectNotes;
  journal: Journal;
}

/** A bucket as the S3 store uses it. */
export function s3Source({ clients, notes, journal }: S3SourceOptions): BytesSource {
  return {
    async endsUpload(imageId) {
      const note = await notes.find(imageId);
      if (note === null || note.sealedParts !== null) return false;
      const parts = await listUploadedParts(clients, { imageId, uploadId: note.uploadId });
      return parts !== null && parts.length > 0;
    },

    async image(imageId, isUnproven) {
      if (!isUnproven) return wholeObject(imageId);
      const note = await notes.find(imageId);
      if (note !== null && note.sealedParts !== null) return wholeObject(imageId);
      if (note !== null) {
        const parts = await listUploadedParts(clients, { imageId, uploadId: note.uploadId });
        if (parts !== null) return closeUpload(imageId, note.uploadId, parts);
        // A run that was cut short closed it.
        await notes.remove(imageId);
      }
      return closedBefore(imageId, journal.closedSource(imageId) ?? []);
    },
  };

  /** What an earlier run closed, unless it ended before the store had done so, and the upload went away since. */
  async function closedBefore(imageId: string, parts: readonly StoredPart[]): Promise<SourceImage> {
    if (parts.length === 0) return sourceImage(imageId, []);
    const object = await findObject(clients, imageId);
    if (object?.sizeBytes === totalSize(parts)) return sourceImage(imageId, parts);
    return { ...sourceImage(imageId, []), lostParts: parts.map(({ partNumber }) => partNumber) };
  }

  /**
   * The parts of an upload that goes on cannot be read, so it is completed, although it may lack some. Should people go back to this
   * store afterwards, the upload begins anew there.
   */
  async function closeUpload(imageId: string, uploadId: string, parts: readonly StoredPart[]): Promise<SourceImage> {
    if (parts.length > 0) {
      journal.closeSource(imageId, parts);
      try {
        await completeUpload(clients, { imageId, uploadId }, parts);
      } catch (error) {
        // A part but the last is shorter than stores take, so that the upload could not have been completed either.
        if (!(error instanceof BucketError) || error.reason !== "EntityTooSmall") throw error;
        return { ...sourceImage(imageId, []), lostParts: parts.map(({ partNumber }) => partNumber) };
      }
      await notes.remove(imageId);
    }
    return sourceImage(imageId, parts);
  }

  async function wholeObject(imageId: string): Promise<SourceImage> {
    const object = await findObject(clients, imageId);
    return sourceImage(imageId, object === null ? [] : [{ partNumber: 1, sizeBytes: object.sizeBytes }]);
  }

  function sourceImage(imageId: string, parts: readonly StoredPart[]): SourceImage {
    return { parts, lostParts: [], read: (start, end) => readRange(clients, imageId, start, end) };
  }
}
