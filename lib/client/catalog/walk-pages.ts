import { listImages } from "@/lib/client/api";
import { isPassing } from "@/lib/client/polling";
import { ApiError } from "@/lib/contract/errors";
import type { Image, ImagePage } from "@/lib/contract/image";
import { backoffMilliseconds } from "@/lib/utils/backoff";
import { withoutImages, withPages, type Catalog, type Pause } from "./catalog";
import { PAGE_SIZE, scopeOptions, type CatalogScope } from "./scope";

/** Between two times that something is put into the store, in ms: each has the list searched and sorted anew. */
const PUT_EVERY_MS = 250;

/** Where a walk keeps what it reads. */
export interface CatalogStore {
  read(): Catalog | undefined;
  /** `change` is not called where nothing is known. */
  update(change: (catalog: Catalog) => Catalog): void;
}

/**
 * Reads a list page by page and puts what comes into the store, a few pages at a time. A catalogue that was never whole is read
 * on from where it ends; a whole one from its beginning, and at the end what neither came again nor changed is gone. Waits as long as the
 * server asks for, and through what passes by itself; never asks for two pages at once.
 * @throws ApiError, NetworkError for what waiting does not mend; the signal's reason when it is stopped
 */
export async function walkPages(scope: CatalogScope, store: CatalogStore, signal: AbortSignal): Promise<void> {
  const start = store.read();
  if (start === undefined) return;
  const isAgain = start.cursor === null;
  const missing = new Map(isAgain ? start.images.map((image) => [image.id, image]) : []);
  let cursor = start.cursor;
  let before = start.images;
  let unseen: Image[] = [];
  let putAt = Date.now();
  const put = (pause: Pause | null) => {
    const images = unseen;
    const next = cursor;
    unseen = [];
    putAt = Date.now();
    store.update((catalog) => {
      const read = withPages(catalog, { images, cursor: isAgain ? catalog.cursor : next, before });
      before = read.images;
      return { ...read, pause };
    });
  };
  try {
    do {
      const page = await readPatiently(scope, cursor, put, signal);
      if (page.nextCursor !== null && page.nextCursor === cursor) {
        throw new ApiError("upstream_failed", "The list of images does not end: a page names itself as the next one.");
      }
      cursor = page.nextCursor;
      unseen.push(...page.images);
      for (const { id } of page.images) missing.delete(id);
      if (Date.now() - putAt >= PUT_EVERY_MS) put(null);
    } while (cursor !== null);
  } finally {
    put(null);
  }
  store.update((catalog) => {
    // One that is another object by now was seen meanwhile, as when its deletion was taken back after its page was read.
    const gone = catalog.images.filter((image) => missing.get(image.id) === image);
    return withoutImages(catalog, new Set(gone.map(({ id }) => id)));
  });
}

async function readPatiently(
  scope: CatalogScope,
  cursor: string | null,
  onPause: (pause: Pause) => void,
  signal: AbortSignal,
): Promise<ImagePage> {
  for (let failures = 1; ; failures++) {
    try {
      return await listImages(scope.connection, { ...scopeOptions(scope), cursor, limit: PAGE_SIZE }, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Error) || !isPassing(failures, error)) throw error;
      const asked = error instanceof ApiError ? error.retryAfterSeconds : undefined;
      // Half of it for sure: a server that refused is not asked again at once.
      const pause = asked === undefined ? backoffMilliseconds(failures + 1, (1 + Math.random()) / 2) : asked * 1000;
      onPause({ until: Date.now() + pause, cause: error });
      await wait(pause, signal);
    }
  }
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : new Error("stopped"));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", stop, { once: true });
  });
}
