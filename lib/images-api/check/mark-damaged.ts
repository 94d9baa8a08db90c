import type pino from "pino";
import type { ImageRow, MetadataStore } from "@/lib/images-api/metadata/types";
import type { ObjectStore } from "@/lib/images-api/objects/types";
import { hasCode } from "@/lib/images-api/objects/disk/object-error";
import { missingDisk } from "./check-images";
import { type Damage, damageOf, damageReason, type PlaceOfBytes } from "./damage";
import { type LostBytes, lostInBucket } from "./lost-in-bucket";

interface Stores {
  metadata: MetadataStore;
  objects: ObjectStore;
  place: PlaceOfBytes;
  log: pino.Logger;
}

/** Rows held in memory at a time. */
const ROWS_AT_ONCE = 500;

/** Images marked at a time, so that memory is bounded; what is beyond is found again. */
const MARKED_AT_ONCE = 10_000;

/**
 * What is done about completed images now and then: those that lost bytes are marked as failed, with a reason that their owner reads,
 * and those whose right bytes came back are completed again. Sizes alone decide the first, checksums the second. Removes nothing.
 */
export async function markDamagedImages(stores: Stores, signal: AbortSignal): Promise<void> {
  const { metadata, objects, place, log } = stores;
  const found: LostBytes[] = [];
  const count = { completed: 0, missing: 0 };
  const completed = completedRows(metadata, () => void count.completed++);
  for await (const lost of place === "disk"
    ? lostOnDisk(objects, completed)
    : lostInBucket(objects, completed, Date.now())) {
    if (signal.aborted) return;
    if (lost.damage.kind === "missing") count.missing++;
    if (found.length < MARKED_AT_ONCE) found.push(lost);
  }
  const nothing = nothingThere(place, count);
  if (nothing !== null) log.error({ completed: count.completed }, nothing);
  else for (const lost of found) if (!signal.aborted) await mark(stores, lost);
  await completeAgain(stores, signal);
}

async function* completedRows(metadata: MetadataStore, onRow: () => void): AsyncGenerator<ImageRow> {
  for (let afterId = ""; ;) {
    const rows = await metadata.listCompleted(afterId, ROWS_AT_ONCE);
    for (const row of rows) {
      onRow();
      yield row;
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    afterId = last.id;
  }
}

async function* lostOnDisk(objects: ObjectStore, completed: AsyncIterable<ImageRow>): AsyncGenerator<LostBytes> {
  for await (const row of completed) {
    const damage = await sizeDamage(objects, row);
    if (damage !== null) yield { row, damage };
  }
}

async function sizeDamage(objects: ObjectStore, { id, sha256, sizeBytes }: ImageRow): Promise<Damage | null> {
  if (sha256 === null || sizeBytes === null) return null;
  const storedBytes = (await objects.listParts(id)).reduce((sum, part) => sum + part.sizeBytes, 0);
  return damageOf({ sha256, sizeBytes }, { sizeBytes: storedBytes, sha256: null });
}

/** Where nothing at all is left of several images it is not their bytes that are lost. @returns a sentence, or null */
function nothingThere(
  place: PlaceOfBytes,
  { completed, missing }: { completed: number; missing: number },
): string | null {
  if (place === "disk") return missingDisk(completed, missing, "the images' bytes")?.message ?? null;
  if (completed < 2 || missing < completed) return null;
  return `None of the ${completed} completed images is in the bucket. Is S3_BUCKET the right one? Nothing was changed.`;
}

/** Unless its bytes went because it was deleted in between: then it is not completed and live any more. */
async function mark({ metadata, objects, place, log }: Stores, { row, damage }: LostBytes): Promise<void> {
  const { id, sha256, sizeBytes } = row;
  if (sha256 === null || sizeBytes === null) return;
  if (place === "bucket" && damage.kind === "missing" && (await isInBucket(objects, id))) return;
  if (!(await metadata.markDamaged(id, damageReason(damage, { sha256, sizeBytes }, place), Date.now()))) return;
  const storedBytes = damage.kind === "size" ? damage.found : 0;
  log.error({ imageId: id, sizeBytes, storedBytes }, "a completed image has lost bytes");
}

/** The listing of some stores is late. Rejects when it cannot be told. */
async function isInBucket(objects: ObjectStore, imageId: string): Promise<boolean> {
  try {
    (await objects.read(imageId)).destroy();
    return true;
  } catch (error) {
    if (hasCode(error, "S3_NOT_FOUND")) return false;
    throw error;
  }
}

async function completeAgain({ metadata, objects, place, log }: Stores, signal: AbortSignal): Promise<void> {
  for (const row of await metadata.listDamaged()) {
    if (signal.aborted) return;
    try {
      // Of a bucket the parts are what was noted when it was sealed.
      const isThere = place === "disk" ? (await sizeDamage(objects, row)) === null : await isInBucket(objects, row.id);
      if (!isThere) continue;
      if ((await objects.digest(row.id, signal)) !== row.sha256) continue;
    } catch (error) {
      if (!signal.aborted) log.error({ imageId: row.id, err: error }, "a damaged image cannot be read");
      continue;
    }
    if (await metadata.markSound(row.id, Date.now()))
      log.info({ imageId: row.id }, "a damaged image has its bytes again");
  }
}
