import type pino from "pino";
import type { ImageRow, MetadataStore } from "@/lib/images-api/metadata/types";
import type { ObjectStore } from "@/lib/images-api/objects/types";
import { type Damage, damageOf, damageReason } from "./damage";
import { missingDisk } from "./check-images";

interface Stores {
  metadata: MetadataStore;
  objects: ObjectStore;
  log: pino.Logger;
}

/** Rows held in memory at a time. */
const ROWS_AT_ONCE = 500;

/**
 * What a start does about completed images: those that lost bytes are marked as failed, with a reason that their owner reads, and
 * those whose right bytes came back are completed again. Sizes alone decide the first, checksums the second. Removes nothing.
 */
export async function markDamagedImages(stores: Stores, signal: AbortSignal): Promise<void> {
  const { metadata, log } = stores;
  const found: { row: ImageRow; damage: Damage }[] = [];
  let completed = 0;
  for await (const row of completedRows(metadata)) {
    if (signal.aborted) return;
    completed++;
    const damage = await sizeDamage(stores, row);
    if (damage !== null) found.push({ row, damage });
  }
  const noDisk = missingDisk(completed, found, "the images' bytes");
  if (noDisk !== null) log.error({ completed }, noDisk.message);
  else for (const { row, damage } of found) await mark(stores, row, damage);
  await completeAgain(stores, signal);
}

async function* completedRows(metadata: MetadataStore): AsyncGenerator<ImageRow> {
  for (let afterId = ""; ;) {
    const rows = await metadata.listCompleted(afterId, ROWS_AT_ONCE);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    afterId = last.id;
  }
}

async function sizeDamage({ objects }: Stores, row: ImageRow): Promise<Damage | null> {
  const { sha256, sizeBytes } = row;
  if (sha256 === null || sizeBytes === null) return null;
  const storedBytes = (await objects.listParts(row.id)).reduce((sum, part) => sum + part.sizeBytes, 0);
  return damageOf({ sha256, sizeBytes }, { sizeBytes: storedBytes, sha256: null });
}

/** Unless its bytes went because it was deleted in between: then it is not completed and live any more. */
async function mark({ metadata, log }: Stores, { id, sha256, sizeBytes }: ImageRow, damage: Damage): Promise<void> {
  if (sha256 === null || sizeBytes === null) return;
  if (!(await metadata.markDamaged(id, damageReason(damage, { sha256, sizeBytes }), Date.now()))) return;
  const storedBytes = damage.kind === "size" ? damage.found : 0;
  log.error({ imageId: id, sizeBytes, storedBytes }, "a completed image has lost bytes");
}

async function completeAgain({ metadata, objects, log }: Stores, signal: AbortSignal): Promise<void> {
  for (const row of await metadata.listDamaged()) {
    if (signal.aborted) return;
    if ((await sizeDamage({ metadata, objects, log }, row)) !== null) continue;
    try {
      if ((await objects.digest(row.id, signal)) !== row.sha256) continue;
    } catch (error) {
      if (!signal.aborted) log.error({ imageId: row.id, err: error }, "a damaged image cannot be read");
      continue;
    }
    if (await metadata.markSound(row.id, Date.now()))
      log.info({ imageId: row.id }, "a damaged image has its bytes again");
  }
}
