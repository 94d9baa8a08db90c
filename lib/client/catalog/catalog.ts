import type { Image } from "@/lib/contract/image";

/** What is known of a connection's images, read page by page. */
export interface Catalog {
  /** Newest first, each once. An image keeps its object, and the list its array, while nothing of them changes. */
  images: readonly Image[];
  /** The cursor of the first page that was never read; null once every page was. */
  cursor: string | null;
  /** Somebody stopped the reading of further pages. */
  isStopped: boolean;
  /** While reading waits. */
  pause: Pause | null;
  /** When the list was asked for its newest images last, in epoch ms. */
  listedAt: number;
}

/** A wait for a server that asked for patience or did not answer. */
export interface Pause {
  /** Epoch ms. */
  until: number;
  cause: Error;
}

/** A catalogue that begins with a list's first page. @param listedAt when that was asked for, in epoch ms */
export function beginCatalog(images: readonly Image[], cursor: string | null, listedAt = Date.now()): Catalog {
  return { images: united([], images), cursor, isStopped: false, pause: null, listedAt };
}

/**
 * The newest images were read anew, down to the last of `front`; `isAll` when that is the end of the list. What is known to be
 * newer than that last one, and did not come, is gone. Images of its very second stay: a page may end between them.
 */
export function withFront(catalog: Catalog, front: readonly Image[], isAll: boolean): Catalog {
  const edge = isAll ? "" : (front.at(-1)?.createdAt ?? "");
  const ids = new Set(front.map(({ id }) => id));
  const kept = catalog.images.filter((image) => ids.has(image.id) || image.createdAt <= edge);
  return {
    ...catalog,
    images: united(kept.length === catalog.images.length ? catalog.images : kept, front),
    cursor: isAll ? null : catalog.cursor,
  };
}

/**
 * What comes after the pages that were read, and where the next one begins. Images that came, changed or left since the list was
 * `before`, which it was when the pages were asked for, stay as they are now: that is newer than what the pages tell of them.
 */
export function withPages(
  catalog: Catalog,
  { images, cursor, before }: { images: readonly Image[]; cursor: string | null; before: readonly Image[] },
): Catalog {
  return { ...catalog, images: united(catalog.images, untouched(images, before, catalog.images)), cursor };
}

/** Images that were read anew, whether they were known or not. */
export function withImages(catalog: Catalog, images: readonly Image[]): Catalog {
  return { ...catalog, images: united(catalog.images, images) };
}

/** Without the images of these ids. */
export function withoutImages(catalog: Catalog, ids: ReadonlySet<string>): Catalog {
  if (!catalog.images.some(({ id }) => ids.has(id))) return catalog;
  return { ...catalog, images: catalog.images.filter(({ id }) => !ids.has(id)) };
}

function untouched(images: readonly Image[], before: readonly Image[], now: readonly Image[]): readonly Image[] {
  if (before === now) return images;
  const [then, known] = [before, now].map((list) => new Map(list.map((image) => [image.id, image])));
  return images.filter(({ id }) => then?.get(id) === known?.get(id));
}

function united(known: readonly Image[], fresh: readonly Image[]): readonly Image[] {
  const images = new Map(known.map((image) => [image.id, image]));
  let hasChanged = false;
  for (const image of fresh) {
    const before = images.get(image.id);
    if (before !== undefined && isSame(before, image)) continue;
    images.set(image.id, image);
    hasChanged = true;
  }
  if (!hasChanged) return known;
  // Nearly in order already, which such a sort notices: one pass.
  return [...images.values()].toSorted(newestFirst);
}

function newestFirst(a: Image, b: Image): number {
  if (a.createdAt === b.createdAt) return 0;
  return a.createdAt < b.createdAt ? 1 : -1;
}

function isSame(a: Image, b: Image): boolean {
  const entries = Object.entries(a);
  const others = new Map<string, unknown>(Object.entries(b));
  return entries.length === others.size && entries.every(([key, value]) => isSameValue(others.get(key), value));
}

/** Lists and details are small, and most images have none. */
function isSameValue(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === "object" && a !== null && JSON.stringify(a) === JSON.stringify(b));
}
