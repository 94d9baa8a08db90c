import type { ImageRows, ObjectNotes } from "@/lib/images-api/objects/types";
import type { BucketClients } from "./client";
import { listOpenUploads } from "./listing";
import { abortUpload } from "./uploads";

/** In milliseconds: by then whoever began an upload has noted it, however far its clock and the store's differ. */
const UNNOTED_FOR_MS = 24 * 60 * 60 * 1000;

/**
 * Aborts uploads that were begun and never noted, because a server crashed in between. A row comes before its upload, so one of an image
 * that has none is another installation's, or of rows that are newer than these: it is left alone, like any bytes that no row knows.
 */
export async function sweepUploads(
  clients: BucketClients,
  { notes, rows }: { notes: ObjectNotes; rows: Pick<ImageRows, "isKnown"> },
  { now, signal }: { now: number; signal: AbortSignal },
): Promise<number> {
  let count = 0;
  for await (const { begunAt, ...upload } of listOpenUploads(clients)) {
    signal.throwIfAborted();
    if (begunAt > now - UNNOTED_FOR_MS) continue;
    const note = await notes.find(upload.imageId);
    if (note?.uploadId === upload.uploadId || !(await rows.isKnown(upload.imageId))) continue;
    await abortUpload(clients, upload);
    count++;
  }
  return count;
}
