import { ApiError } from "@/lib/contract/errors";
import type { Image, ImagePage } from "@/lib/contract/image";
import { getImage, listImages } from "./api";
import { isMoving, SLOW_POLL_MS } from "./polling";

/** Images on a page of the list. */
const PAGE_SIZE = 50;

/** A page that holds more moving images than this is read as a whole: one request instead of many. */
const MAX_SINGLE_READS = 4;

/** Pages are read whole again at the slow interval; a second less, because timers may be early. */
const PAGE_MAX_AGE_MS = SLOW_POLL_MS - 1_000;

/** A page and when the whole of it was read, in epoch ms. */
export interface LoadedPage extends ImagePage {
  readAt: number;
}

/** One page of the list, read whole. */
export async function readImagesPage(
  connection: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<LoadedPage> {
  const page = await listImages(connection, { cursor, limit: PAGE_SIZE }, signal);
  return { ...page, readAt: Date.now() };
}

/**
 * The page again, with as little asked as will do: a page read lately keeps its resting images, and only the moving ones
 * are read. So a list of many loaded pages costs a poll one request a moving image, not one a page.
 */
export async function refreshImagesPage(
  connection: string,
  cursor: string | null,
  known: LoadedPage,
  signal: AbortSignal,
): Promise<LoadedPage> {
  const now = Date.now();
  const moving = known.images.filter((image) => isMoving(image, now));
  if (now - known.readAt > PAGE_MAX_AGE_MS || moving.length > MAX_SINGLE_READS) {
    return readImagesPage(connection, cursor, signal);
  }
  const read = new Map(
    await Promise.all(
      moving.map(async (image) => [image.id, await readIfThere(connection, image.id, signal)] as const),
    ),
  );
  const images = known.images.flatMap((image) => {
    const fresh = read.get(image.id);
    if (fresh === undefined) return [image];
    return fresh === null ? [] : [fresh];
  });
  return { ...known, images };
}

/** Null for an image that is gone. */
async function readIfThere(connection: string, id: string, signal: AbortSignal): Promise<Image | null> {
  try {
    return await getImage(connection, id, signal);
  } catch (error) {
    if (error instanceof ApiError && error.code === "not_found") return null;
    throw error;
  }
}
