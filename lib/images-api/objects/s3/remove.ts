import type { ObjectNotes } from "@/lib/images-api/objects/types";
import type { BucketClients } from "./client";
import { objectKey } from "./keys";
import { listOpenUploads } from "./listing";
import { deleteObject } from "./objects";
import { abortUpload } from "./uploads";

/**
 * Removes every byte of an image. The note goes first: a seal that is under way then finds none, and takes away again what it made.
 * What a crash leaves is still listed by the store, so that upkeep removes it again.
 */
export async function removeImage(clients: BucketClients, notes: ObjectNotes, imageId: string): Promise<void> {
  const note = await notes.find(imageId);
  await notes.remove(imageId);
  if (note !== null) await abortUpload(clients, { imageId, uploadId: note.uploadId });
  // Those that nobody noted; and ids may begin alike.
  for await (const upload of listOpenUploads(clients, objectKey(imageId))) {
    if (upload.imageId === imageId) await abortUpload(clients, upload);
  }
  await deleteObject(clients, imageId);
}
