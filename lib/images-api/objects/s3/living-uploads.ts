import type pino from "pino";
import { TakesNoPartsError } from "@/lib/images-api/objects/takes-no-parts-error";
import type { ImageRows, ObjectNote, ObjectNotes } from "@/lib/images-api/objects/types";
import type { BucketClients } from "./client";
import { objectKey } from "./keys";
import { listOpenUploads } from "./listing";
import { isUploadOpen, type Upload } from "./parts";
import { noteNewUpload } from "./uploads";

/** So long, in milliseconds, an upload that was there counts as being there: rules that abort old ones count in days. */
const SEEN_FOR_MS = 5 * 60 * 1000;

/** Uploads of which is known when they were seen, so that memory is bounded. */
const MAX_SEEN = 10_000;

interface Living {
  clients: BucketClients;
  notes: ObjectNotes;
  rows: Pick<ImageRows, "takesParts">;
  log: pino.Logger;
}

/**
 * Finds the one upload of an image that takes parts, or begins it. One that somebody else aborted, as a bucket's lifecycle rule does after some days
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html), is begun anew: its links
 * would lead nowhere for ever. The parts that went with it are missing then, and a completion names them.
 * @returns a function that throws TakesNoPartsError when the image was closed meanwhile
 */
export function livingUploads({ clients, notes, rows, log }: Living): (imageId: string) => Promise<ObjectNote> {
  /** By upload, the longest known first. */
  const seen = new Map<string, number>();

  function see(uploadId: string): void {
    seen.delete(uploadId);
    seen.set(uploadId, performance.now());
    const [oldest] = seen.keys();
    if (seen.size > MAX_SEEN && oldest !== undefined) seen.delete(oldest);
  }

  function wasSeen(uploadId: string): boolean {
    return performance.now() - (seen.get(uploadId) ?? -Infinity) < SEEN_FOR_MS;
  }

  async function begin(imageId: string, over?: string): Promise<ObjectNote> {
    const begun = await noteNewUpload(clients, notes, imageId, over);
    see(begun.uploadId);
    return begun;
  }

  return async (imageId) => {
    const note = await notes.find(imageId);
    if (note === null) return begin(imageId);
    if (note.sealedParts !== null || wasSeen(note.uploadId)) return note;
    const upload = { imageId, uploadId: note.uploadId };
    if (await isAlive(clients, upload)) {
      see(upload.uploadId);
      return note;
    }
    // An upload that was completed is over as well. Whoever completes an image has closed its row before.
    if (!(await rows.takesParts(imageId))) throw new TakesNoPartsError(imageId);
    log.warn({ imageId }, "an upload was aborted in the bucket, by a lifecycle rule or by hand; it begins anew");
    return begin(imageId, upload.uploadId);
  };
}

/** Asked in two ways, for some stores are late with what they tell. */
async function isAlive(clients: BucketClients, upload: Upload): Promise<boolean> {
  if (await isUploadOpen(clients, upload)) return true;
  for await (const { uploadId } of listOpenUploads(clients, objectKey(upload.imageId))) {
    if (uploadId === upload.uploadId) return true;
  }
  return false;
}
