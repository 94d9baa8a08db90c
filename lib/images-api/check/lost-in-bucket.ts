import type { ImageRow } from "@/lib/images-api/metadata/types";
import type { ObjectStore, StoredImage } from "@/lib/images-api/objects/types";
import { type Damage, damageOf } from "./damage";

/** An image that was completed later than so long before, in milliseconds, may be missing in a listing; clocks differ, too. */
const SETTLED_MS = 60 * 60 * 1000;

/** A completed image whose bytes are not what the row says. */
export interface LostBytes {
  row: ImageRow;
  damage: Damage;
}

/** The bytes or the rows came in another order than that of their ids, so they cannot be compared side by side. */
class OutOfOrder extends Error {
  override readonly name = "OutOfOrder";
}

/**
 * Compares rows with a bucket's listing, both by id, side by side: a request for a thousand images, and memory for one page of each.
 * What the listing lacks is looked at again, for the listing of some stores is late.
 * @param completed by id
 * @param now epoch milliseconds, before either was read
 */
export async function* lostInBucket(
  objects: ObjectStore,
  completed: AsyncIterable<ImageRow>,
  now: number,
): AsyncGenerator<LostBytes> {
  const listing = sealedImages(objects)[Symbol.asyncIterator]();
  let next = await listing.next();
  for await (const row of inOrder(completed, ({ id }) => id)) {
    while (next.done !== true && next.value.imageId < row.id) next = await listing.next();
    const { sha256, sizeBytes, finishedAt } = row;
    if (sha256 === null || sizeBytes === null || (finishedAt ?? 0) > now - SETTLED_MS) continue;
    const stored = next.done !== true && next.value.imageId === row.id ? next.value.sizeBytes : 0;
    const damage = damageOf({ sha256, sizeBytes }, { sizeBytes: stored, sha256: null });
    if (damage !== null) yield { row, damage };
  }
  await listing.return?.(undefined);
}

/** Those with a size, in order. */
async function* sealedImages(objects: ObjectStore): AsyncGenerator<{ imageId: string; sizeBytes: number }> {
  for await (const { imageId, sizeBytes } of inOrder(sealedOnly(objects.listImages()), (image) => image.imageId)) {
    if (sizeBytes !== null) yield { imageId, sizeBytes };
  }
}

async function* sealedOnly(images: AsyncIterable<StoredImage>): AsyncGenerator<StoredImage> {
  for await (const image of images) if (image.sizeBytes !== null) yield image;
}

async function* inOrder<Item>(items: AsyncIterable<Item>, idOf: (item: Item) => string): AsyncGenerator<Item> {
  let last = "";
  for await (const item of items) {
    const id = idOf(item);
    if (id <= last) throw new OutOfOrder(`${id} came after ${last}.`);
    last = id;
    yield item;
  }
}
