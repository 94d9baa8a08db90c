import type pino from "pino";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import type { ObjectStore } from "@/lib/images-api/objects/types";

interface Stores {
  metadata: MetadataStore;
  objects: ObjectStore;
  log: pino.Logger;
}

/** Rows held in memory at a time. */
const ROWS_AT_ONCE = 500;

/** Tells the operator of every completed image whose bytes are not all there, as after a restore of the database alone. */
export async function reportLostBytes({ metadata, objects, log }: Stores, signal: AbortSignal): Promise<void> {
  for (let afterId = ""; ;) {
    const images = await metadata.listCompleted(afterId, ROWS_AT_ONCE);
    for (const { id: imageId, sizeBytes } of images) {
      if (signal.aborted) return;
      const storedBytes = (await objects.listParts(imageId)).reduce((sum, part) => sum + part.sizeBytes, 0);
      if (storedBytes !== sizeBytes) log.error({ imageId, sizeBytes, storedBytes }, "a completed image has lost bytes");
    }
    const last = images.at(-1);
    if (last === undefined) return;
    afterId = last.id;
  }
}
