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

/** Makes bytes agree with their rows: removes those that are no longer kept, and mends what a crash between a change of both left. */
export async function reconcile(stores: Stores, signal: AbortSignal): Promise<void> {
  const { metadata, objects, log } = stores;
  const unknown: string[] = [];
  for await (const { imageId } of objects.listImages()) {
    if (signal.aborted) return;
    const image = await metadata.findImage(imageId);
    if (image === null) {
      unknown.push(imageId);
    } else if (image.bytesRemovedAt !== null) {
      // Also a part that was under way when the others were removed. The row is final: an image whose bytes go is never restored, but for a failed one, without them.
      await removeBytes(stores, imageId);
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

/** An error with one image's bytes does not hold up the others: the next round tries again. */
async function removeBytes({ objects, log }: Stores, imageId: string): Promise<void> {
  try {
    await objects.remove(imageId);
    log.info({ imageId }, "bytes removed");
  } catch (error) {
    log.error({ imageId, err: error }, "bytes could not be removed, will be tried again");
  }
}
