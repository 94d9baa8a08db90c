import type pino from "pino";
import type { ImageRow, MetadataStore } from "@/lib/images-api/metadata/types";
import type { ObjectStore } from "@/lib/images-api/objects/types";

interface Stores {
  metadata: MetadataStore;
  objects: ObjectStore;
  log: pino.Logger;
}

/**
 * Makes bytes agree with rows after a crash between a change of one and of the other. A row always comes before its first byte,
 * so bytes without a row are never an upload that just begins.
 */
export async function reconcile(stores: Stores, now: number, signal: AbortSignal): Promise<void> {
  for await (const imageId of stores.objects.listImageIds()) {
    if (signal.aborted) return;
    await reconcileImage(stores, imageId, now);
  }
}

async function reconcileImage({ metadata, objects, log }: Stores, imageId: string, now: number): Promise<void> {
  const image = await metadata.findImage(imageId);
  if (image === null) {
    log.warn({ imageId }, "bytes of an unknown image removed");
    await objects.remove(imageId);
    return;
  }
  if (image.bytesRemovedAt !== null) {
    // A part that was under way when the others were removed.
    await objects.remove(imageId);
    await metadata.markBytesRemoved(imageId, now);
    return;
  }
  await compareWithRow({ metadata, objects, log }, image);
}

async function compareWithRow({ metadata, objects, log }: Stores, image: ImageRow): Promise<void> {
  switch (image.status) {
    case "started": {
      const parts = await objects.listParts(image.id);
      // Stored, but the row was not told. Its own time: a crash is no activity.
      if (parts.length > 0) await metadata.recordPart(image.id, image.activeAt);
      return;
    }
    case "completed": {
      const storedBytes = (await objects.listParts(image.id)).reduce((sum, part) => sum + part.sizeBytes, 0);
      if (storedBytes !== image.sizeBytes) {
        log.error({ imageId: image.id, sizeBytes: image.sizeBytes, storedBytes }, "a completed image has lost bytes");
      }
      return;
    }
    case "uploading":
    case "failed":
      return;
    default:
      image.status satisfies never;
  }
}
