import type pino from "pino";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import type { ObjectStore } from "@/lib/images-api/objects/types";

interface Stores {
  metadata: MetadataStore;
  objects: ObjectStore;
  log: pino.Logger;
}

/** Ids that a line of the log names: enough to look at. */
const MAX_NAMED_IDS = 20;

/** Makes rows and bytes agree after a crash between a change of one and of the other. */
export async function reconcile({ metadata, objects, log }: Stores, now: number, signal: AbortSignal): Promise<void> {
  const unknown: string[] = [];
  for await (const imageId of objects.listImageIds()) {
    if (signal.aborted) return;
    const image = await metadata.findImage(imageId);
    if (image === null) {
      unknown.push(imageId);
    } else if (image.bytesRemovedAt !== null) {
      // A part that was under way when the others were removed.
      await objects.remove(imageId);
      await metadata.markBytesRemoved(imageId, now);
    } else if (image.status === "started" && (await objects.listParts(imageId)).length > 0) {
      // Stored, but the row was not told. Its own time: a crash is no activity.
      await metadata.recordPart(imageId, image.activeAt);
    }
  }
  if (unknown.length > 0) {
    // A row comes before its first byte and is never deleted, so the database is an older one, or the wrong one: the bytes may be
    // all that is left of good images.
    const imageIds = unknown.slice(0, MAX_NAMED_IDS);
    log.warn(
      { count: unknown.length, imageIds },
      "there are bytes of images that the database does not know; they are kept",
    );
  }
}
