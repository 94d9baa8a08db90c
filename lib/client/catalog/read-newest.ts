import { getImage, listImages } from "@/lib/client/api";
import { isMoving } from "@/lib/client/polling";
import { ApiError } from "@/lib/contract/errors";
import type { Image } from "@/lib/contract/image";
import { beginCatalog, withFront, withImages, withoutImages, type Catalog } from "./catalog";
import { PAGE_SIZE, scopeOptions, type CatalogScope } from "./scope";

/** Images on the page that a look at the newest ones asks for. */
const FRONT_SIZE = 50;

/** Images that a look reads one by one, at most: those on no page that it reads. The others come at the next look. */
const MAX_SINGLE_READS = 4;

/** As many after something is known to have changed. */
const MAX_SINGLE_READS_AFTER_CHANGE = 20;

/** When an image was read by itself, in epoch ms. */
const readAt = new WeakMap<Image, number>();

/** What a look at the newest images found. It is put into whatever is known by then: meanwhile further pages may have come. */
export type News = (catalog: Catalog | undefined) => Catalog;

export interface Look {
  /** Somebody here changed something, so every image that is not final is worth a look. */
  hasChanged: boolean;
  /** Between two looks at the list itself, in ms. What moves is looked at one by one meanwhile. */
  listIntervalMs: number;
}

/**
 * Looks for what can have changed: the newest images, unless that was done a moment ago, and those further down that are not final.
 * Nothing else of the catalogue is read; reading all of it again is `walkPages`.
 */
export async function readNewest(
  scope: CatalogScope,
  known: Catalog | undefined,
  { hasChanged, listIntervalMs }: Look,
  signal: AbortSignal,
): Promise<News> {
  const listedAt = Date.now();
  if (known === undefined) {
    const { images, nextCursor } = await listImages(
      scope.connection,
      { ...scopeOptions(scope), limit: PAGE_SIZE },
      signal,
    );
    return (catalog) =>
      catalog === undefined
        ? beginCatalog(images, nextCursor, listedAt)
        : withFront(catalog, images, nextCursor === null);
  }
  if (!hasChanged && listedAt - known.listedAt < listIntervalMs) {
    const { read, gone } = await readSingles(scope, known.images, hasChanged, signal);
    return (catalog = known) => withoutImages(withImages(catalog, read), gone);
  }
  const { front, isAll } = await readFront(scope, known, signal);
  const singles = await readSingles(scope, isAll ? [] : restOf(known, front), hasChanged, signal);
  return (catalog = known) => ({
    ...withoutImages(withImages(withFront(catalog, front, isAll), singles.read), singles.gone),
    listedAt,
  });
}

/** Pages from the newest image down to one that was known: mostly one page. */
async function readFront(
  scope: CatalogScope,
  known: Catalog,
  signal: AbortSignal,
): Promise<{ front: Image[]; isAll: boolean }> {
  const knownIds = new Set(known.images.map(({ id }) => id));
  const front: Image[] = [];
  let cursor: string | null = null;
  do {
    const page = await listImages(
      scope.connection,
      { ...scopeOptions(scope), cursor, limit: front.length === 0 ? FRONT_SIZE : PAGE_SIZE },
      signal,
    );
    front.push(...page.images);
    cursor = page.nextCursor;
    if (page.images.some(({ id }) => knownIds.has(id))) break;
  } while (cursor !== null);
  return { front, isAll: cursor === null };
}

function restOf(known: Catalog, front: readonly Image[]): Image[] {
  const ids = new Set(front.map(({ id }) => id));
  return known.images.filter(({ id }) => !ids.has(id));
}

async function readSingles(
  { connection, includeDeleted }: CatalogScope,
  candidates: readonly Image[],
  hasChanged: boolean,
  signal: AbortSignal,
): Promise<{ read: Image[]; gone: Set<string> }> {
  const now = Date.now();
  const due = candidates
    .filter((image) => (hasChanged ? isUnsettled(image) : isMoving(image, now)))
    .toSorted((a, b) => (readAt.get(a) ?? 0) - (readAt.get(b) ?? 0))
    .slice(0, hasChanged ? MAX_SINGLE_READS_AFTER_CHANGE : MAX_SINGLE_READS);
  const answers = await Promise.all(
    due.map(async (image) => {
      const fresh = await readIfThere(connection, image, signal);
      // The object that stays in the catalogue is one of these two.
      for (const read of [image, fresh]) if (read !== null) readAt.set(read, now);
      return { id: image.id, fresh };
    }),
  );
  return {
    read: answers.flatMap(({ fresh }) => fresh ?? []),
    gone: new Set(
      // What was deleted stays in a list that shows deleted images; when, the next walk tells. What is told under another id, as an upload
      // that became an image, is in the list under that one.
      answers.filter(({ id, fresh }) => (fresh === null ? !includeDeleted : fresh.id !== id)).map(({ id }) => id),
    ),
  };
}

function isUnsettled({ status, deletedAt }: Image): boolean {
  return deletedAt === null && status !== "completed" && status !== "failed";
}

/** Null for an image that is gone; the image as it was where the provider fails on this one, which says nothing of the others. */
async function readIfThere(connection: string, image: Image, signal: AbortSignal): Promise<Image | null> {
  try {
    return await getImage(connection, image.id, signal);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === "not_found") return null;
    if (error.code === "upstream_failed" || error.code === "internal") return image;
    throw error;
  }
}
