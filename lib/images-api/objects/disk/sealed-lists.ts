import { listSealedPartFiles, type PartFile } from "./part-files";
import type { Paths } from "./paths";

/** Fewer parts are listed in a moment, so nothing is gained by remembering them. */
const MANY_PARTS = 200;

/** How long a list of many parts is remembered, in milliseconds: readers that ask bit by bit ask many times a second. */
const REMEMBERED_MS = 2_000;

/** The parts of a sealed image by number; null when the image is not sealed. */
export type ListSealed = (imageId: string) => Promise<PartFile[] | null>;

/**
 * Lists the parts of sealed images, which do not change, once for all who ask at the same time. Who has a link of an image of 10,000
 * parts could otherwise keep the disk and a gigabyte of memory busy with fifty requests.
 */
export function shareSealedLists(paths: Paths): ListSealed {
  const lists = new Map<string, Promise<PartFile[] | null>>();

  /** Forgets the list when its time is over, or when there is none. */
  async function forgetLater(imageId: string, listing: Promise<PartFile[] | null>): Promise<void> {
    const parts = await listing.catch(() => null);
    if (parts === null || parts.length < MANY_PARTS) lists.delete(imageId);
    else setTimeout(() => lists.delete(imageId), REMEMBERED_MS).unref();
  }

  function list(imageId: string): Promise<PartFile[] | null> {
    const listing = listSealedPartFiles(paths, imageId);
    lists.set(imageId, listing);
    void forgetLater(imageId, listing);
    return listing;
  }

  return (imageId) => lists.get(imageId) ?? list(imageId);
}
