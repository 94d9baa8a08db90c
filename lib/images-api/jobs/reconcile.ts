import type pino from "pino";
import { forEachAtOnce } from "@/lib/images-api/check/at-once";
import type { ImageRow, MetadataStore } from "@/lib/images-api/metadata/types";
import type { ObjectStore } from "@/lib/images-api/objects/types";
import { inBatches } from "./batches";

interface Stores {
  metadata: MetadataStore;
  objects: ObjectStore;
  log: pino.Logger;
}

/** Rows asked for in one query: as many as a bucket lists in one answer, and the most that `findImages` takes. */
const ROWS_AT_ONCE = 1_000;

/** Images worked on at once: a bucket answers after milliseconds, most of them on the way. */
const IMAGES_AT_ONCE = 4;

/** Ids that a line of the log names: enough to look at. */
const MAX_NAMED_IDS = 20;

/** Makes bytes agree with their rows: removes those that are no longer kept, and mends what a crash between a change of both left. */
export async function reconcile(stores: Stores, signal: AbortSignal): Promise<void> {
  const { metadata, objects, log } = stores;
  const named: string[] = [];
  let count = 0;
  for await (const batch of inBatches(objects.listImages(), ROWS_AT_ONCE)) {
    if (signal.aborted) return;
    const imageIds = [...new Set(batch.map(({ imageId }) => imageId))];
    const rows = await metadata.findImages(imageIds);
    const known = new Set(rows.map(({ id }) => id));
    const unknown = imageIds.filter((imageId) => !known.has(imageId));
    count += unknown.length;
    named.push(...unknown.slice(0, MAX_NAMED_IDS - named.length));
    await forEachAtOnce(rows, IMAGES_AT_ONCE, async (row) => {
      if (!signal.aborted) await agree(stores, row);
    });
  }
  if (count > 0) {
    // A row comes before its first byte and is never deleted, so the database is an older one, or the wrong one: the bytes may be
    // all that is left of good images.
    log.warn({ count, imageIds: named }, "there are bytes of images that the database does not know; they are kept");
  }
}

async function agree(stores: Stores, { id, status, activeAt, bytesRemovedAt }: ImageRow): Promise<void> {
  const { metadata, objects } = stores;
  if (bytesRemovedAt !== null) {
    // Also a part that was under way when the others were removed. The row is final: an image whose bytes go is never restored, but for a failed one, without them.
    await removeBytes(stores, id);
  } else if (status === "started" && (await objects.listParts(id)).length > 0) {
    // Stored, but the row was not told. Its own time: a crash is no activity.
    await metadata.recordPart(id, activeAt);
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
