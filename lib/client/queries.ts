import {
  infiniteQueryOptions,
  queryOptions,
  type InfiniteData,
  type QueryClient,
  type QueryKey,
} from "@tanstack/react-query";
import type { Image } from "@/lib/contract/image";
import { getDownloadLink, getImage, listImages } from "./api";
import { readImagesPage, refreshImagesPage, type LoadedPage } from "./images-page";
import { pollInterval, retryDelay, shouldRetry } from "./polling";

/** Images on a page when only names are wanted: the most that the API gives. */
const NAMES_PAGE_SIZE = 200;

/** Pages read for names at most: 10,000 images. Beyond it the server alone tells that a name is taken. */
const MAX_NAME_PAGES = 50;

/** A download link this close to its end, in ms, is not handed out again. */
const LINK_MARGIN_MS = 60_000;

const keys = {
  connection: (connection: string) => ["connection", connection] as const,
  images: (connection: string) => ["connection", connection, "images"] as const,
  list: (connection: string) => ["connection", connection, "images", "list"] as const,
  image: (connection: string, id: string) => ["connection", connection, "images", "one", id] as const,
  names: (connection: string) => ["connection", connection, "images", "names"] as const,
  link: (connection: string, id: string) => ["connection", connection, "links", id] as const,
};

const retries = { retry: shouldRetry, retryDelay };

/**
 * The list of images, newest first, for `useInfiniteQuery`: its `data` are all images of the pages loaded so far, each once.
 * Watches what moves; a poll does not read all loaded pages (see images-page.ts), an invalidation does.
 */
export function imagesQuery(connection: string) {
  const queryKey = keys.list(connection);
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal, client }) => {
      const known = knownPage(client, queryKey, pageParam);
      return known === undefined
        ? readImagesPage(connection, pageParam, signal)
        : refreshImagesPage(connection, pageParam, known, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    select: (data) => imagesOf(data.pages),
    refetchInterval: ({ state }) => pollInterval(imagesOf(state.data?.pages ?? []), state.error, Date.now()),
    ...retries,
  });
}

/** One image, watched while it moves. */
export function imageQuery(connection: string, id: string) {
  return queryOptions({
    queryKey: keys.image(connection, id),
    queryFn: ({ signal }) => getImage(connection, id, signal),
    refetchInterval: ({ state }) => pollInterval(state.data === undefined ? [] : [state.data], state.error, Date.now()),
    ...retries,
  });
}

/** A download link, used again until shortly before it expires. Never polled: asking makes a new signed URL. */
export function downloadLinkQuery(connection: string, id: string) {
  return queryOptions({
    queryKey: keys.link(connection, id),
    queryFn: ({ signal }) => getDownloadLink(connection, id, signal),
    staleTime: ({ state }) =>
      state.data === undefined
        ? 0
        : Math.max(0, Date.parse(state.data.expiresAt) - LINK_MARGIN_MS - state.dataUpdatedAt),
    ...retries,
  });
}

/** The names in use. `complete` is false when there are more images than are read for this. */
export function imageNamesQuery(connection: string) {
  return queryOptions({
    queryKey: keys.names(connection),
    queryFn: ({ signal }) => readNames(connection, signal),
    ...retries,
  });
}

/** After anything that changes images: the one path by which lists, single images and names are read again. */
export function invalidateImages(queryClient: QueryClient, connection: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: keys.images(connection) });
}

/** After a deletion: the image leaves the list at once, then everything is read again. */
export function takeImageOut(queryClient: QueryClient, connection: string, id: string): Promise<void> {
  queryClient.setQueryData<InfiniteData<LoadedPage, string | null>>(keys.list(connection), (data) => {
    if (data === undefined) return undefined;
    const pages = data.pages.map((page) => ({ ...page, images: page.images.filter((image) => image.id !== id) }));
    return { ...data, pages };
  });
  return invalidateImages(queryClient, connection);
}

/** After a sign-in: what was read with another token is not shown under this one. */
export function resetConnection(queryClient: QueryClient, connection: string): Promise<void> {
  return queryClient.resetQueries({ queryKey: keys.connection(connection) });
}

/** After a sign-out: nothing of the connection stays in memory. */
export function forgetConnection(queryClient: QueryClient, connection: string): void {
  queryClient.removeQueries({ queryKey: keys.connection(connection) });
}

/** The page that was loaded with this cursor, unless everything is to be read anew. */
function knownPage(client: QueryClient, queryKey: QueryKey, cursor: string | null): LoadedPage | undefined {
  const state = client.getQueryState<InfiniteData<LoadedPage, string | null>>(queryKey);
  if (state?.data === undefined || state.isInvalidated) return undefined;
  const index = state.data.pageParams.indexOf(cursor);
  // The first page is always read whole: new images appear on it.
  return index < 1 ? undefined : state.data.pages[index];
}

/** Pages overlap when images come or go between two reads; each image counts once, as first met. */
function imagesOf(pages: readonly LoadedPage[]): Image[] {
  const images = new Map<string, Image>();
  for (const image of pages.flatMap((page) => page.images)) {
    if (!images.has(image.id)) images.set(image.id, image);
  }
  return [...images.values()];
}

async function readNames(
  connection: string,
  signal: AbortSignal,
): Promise<{ names: ReadonlySet<string>; complete: boolean }> {
  const names = new Set<string>();
  let cursor: string | null = null;
  for (let pages = 0; pages < MAX_NAME_PAGES; pages++) {
    const page = await listImages(connection, { cursor, limit: NAMES_PAGE_SIZE }, signal);
    for (const image of page.images) names.add(image.name);
    cursor = page.nextCursor;
    if (cursor === null) return { names, complete: true };
  }
  return { names, complete: false };
}
