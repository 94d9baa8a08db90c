import { notifyManager, queryOptions, type QueryClient, type QueryKey } from "@tanstack/react-query";
import type { Image } from "@/lib/contract/image";
import type { Connection } from "@/lib/contract/session";
import { getDownloadLink, getImage, listScopes } from "./api";
import { withImages, withoutImages, type Catalog } from "./catalog/catalog";
import { readNewest } from "./catalog/read-newest";
import type { CatalogScope } from "./catalog/scope";
import { walkPages } from "./catalog/walk-pages";
import { pollInterval, retryDelay, shouldRetry, WALK_AGAIN_MS, walkInterval } from "./polling";

/** A download link this close to its end, in ms, is not handed out again. */
const LINK_MARGIN_MS = 60_000;

/** For so long, in ms, the list of scopes is not read again: seldom does somebody make one. */
const SCOPES_STALE_MS = 60_000;

const keys = {
  connection: (connection: string) => ["connection", connection] as const,
  images: (connection: string) => ["connection", connection, "images"] as const,
  lists: (connection: string) => ["connection", connection, "images", "list"] as const,
  list: ({ connection, ...rest }: CatalogScope) => ["connection", connection, "images", "list", rest] as const,
  image: (connection: string, id: string) => ["connection", connection, "images", "one", id] as const,
  // Not among the images: a change of one is no reason to read all of them.
  walk: ({ connection, ...rest }: CatalogScope) => ["connection", connection, "walk", rest] as const,
  scopes: (connection: string) => ["connection", connection, "scopes"] as const,
  sitting: (connection: string) => ["connection", connection, "sitting"] as const,
  link: (connection: string, id: string) => ["connection", connection, "links", id] as const,
};

/** Which connection was asked; null for what concerns none. */
export function connectionOf([area, connection]: QueryKey): string | null {
  return area === "connection" && typeof connection === "string" ? connection : null;
}

declare module "@tanstack/react-query" {
  interface Register {
    /** `scope`: of a query that holds a catalogue, which images they are. `listIntervalMs`: of all of a connection's queries. */
    queryMeta: { scope?: CatalogScope; listIntervalMs?: number };
  }
}

const retries = { retry: shouldRetry, retryDelay };

/** Tells how often the lists of connections may be asked for. Before it is told, a list is looked at as often as it moves. */
export function paceLists(
  queryClient: QueryClient,
  connections: readonly Pick<Connection, "id" | "listIntervalSeconds">[],
): void {
  for (const { id, listIntervalSeconds } of connections) {
    queryClient.setQueryDefaults(keys.connection(id), { meta: { listIntervalMs: listIntervalSeconds * 1000 } });
  }
}

/**
 * The images of a scope as far as they were read, newest first: the first page at once, the rest as `imagesWalkQuery` reads it.
 * Watches what is new and what moves; everything else is read again by a walk.
 */
export function imagesQuery(scope: CatalogScope) {
  const queryKey = keys.list(scope);
  return queryOptions({
    queryKey,
    queryFn: async ({ signal, client }): Promise<Catalog> => {
      const state = client.getQueryState<Catalog>(queryKey);
      const look = {
        hasChanged: state?.isInvalidated ?? false,
        listIntervalMs: client.getQueryDefaults(queryKey).meta?.listIntervalMs ?? 0,
      };
      const news = await readNewest(scope, state?.data, look, signal);
      const catalog = news(client.getQueryData<Catalog>(queryKey));
      // A first page that is the last one as well was a walk.
      if (state?.data === undefined && catalog.cursor === null) {
        client.setQueryData<number>(keys.walk(scope), (ended) => ended ?? Date.now());
      }
      return catalog;
    },
    refetchInterval: ({ state }) => pollInterval(state.data?.images ?? [], state.error, Date.now()),
    // A catalogue keeps what did not change by itself, and comparing ten thousand images at each look would be felt.
    structuralSharing: false,
    meta: { scope },
    ...retries,
  });
}

/**
 * Reads every page of a scope into its catalogue, and again when that was long ago. Its data is the instant at which it ended
 * last, in epoch ms. To be enabled once the first page is there and while nobody stopped it.
 */
export function imagesWalkQuery(scope: CatalogScope) {
  return queryOptions({
    queryKey: keys.walk(scope),
    queryFn: async ({ signal, client }) => {
      await walkPages(
        scope,
        {
          read: () => client.getQueryData<Catalog>(keys.list(scope)),
          update: (change) => changeCatalog(client, scope, change),
        },
        signal,
      );
      return Date.now();
    },
    staleTime: WALK_AGAIN_MS,
    refetchInterval: ({ state }) => walkInterval(state.error),
    // A walk waits by itself.
    retry: false,
  });
}

/** Reads the newest images now, however lately that was done: somebody asks for it. */
export function refreshImages(queryClient: QueryClient, scope: CatalogScope): void {
  void queryClient.invalidateQueries({ queryKey: keys.list(scope), exact: true });
}

/** Stops the reading of further pages, or lets it go on. */
export function setWalkStopped(queryClient: QueryClient, scope: CatalogScope, isStopped: boolean): void {
  changeCatalog(queryClient, scope, (catalog) => ({ ...catalog, isStopped, pause: null }));
  if (isStopped) void queryClient.cancelQueries({ queryKey: keys.walk(scope) });
}

/** One image, watched while it moves. */
export function imageQuery(connection: string, id: string) {
  return queryOptions({
    queryKey: keys.image(connection, id),
    queryFn: async ({ signal, client }) => {
      const image = await getImage(connection, id, signal);
      adoptImage(client, connection, id, image);
      return image;
    },
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

/** The parts that a connection's list can be narrowed to. */
export function scopesQuery(connection: string) {
  return queryOptions({
    queryKey: keys.scopes(connection),
    queryFn: ({ signal }) => listScopes(connection, signal),
    staleTime: SCOPES_STALE_MS,
    ...retries,
  });
}

/** After anything that changes images: the one path by which lists, single images and names are read again. */
export function invalidateImages(queryClient: QueryClient, connection: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: keys.images(connection) });
}

/** After a deletion: the image leaves the list at once, or is marked where deleted ones are shown; then news are read. */
export function takeImageOut(queryClient: QueryClient, connection: string, id: string): Promise<void> {
  return takeImagesOut(queryClient, connection, new Set([id]));
}

/** The same for many, in one go. */
export function takeImagesOut(queryClient: QueryClient, connection: string, ids: ReadonlySet<string>): Promise<void> {
  const deletedAt = new Date().toISOString();
  changeCatalogs(queryClient, connection, (catalog, { includeDeleted }) => {
    if (!includeDeleted) return withoutImages(catalog, ids);
    return withImages(
      catalog,
      catalog.images.flatMap((image) => (ids.has(image.id) ? [{ ...image, deletedAt }] : [])),
    );
  });
  return invalidateImages(queryClient, connection);
}

/** After an answer that holds an image of one's own, as that of a restoration. */
export function putImageIn(queryClient: QueryClient, connection: string, image: Image): Promise<void> {
  return putImagesIn(queryClient, connection, [image]);
}

/** The same for many, in one go. */
export function putImagesIn(queryClient: QueryClient, connection: string, images: readonly Image[]): Promise<void> {
  changeCatalogs(queryClient, connection, (catalog, { part }) =>
    withImages(
      catalog,
      images.filter(({ details }) => part === null || details?.scope?.id === part),
    ),
  );
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

/** What is begun now and goes on beside the pages. @returns whether nobody signed out of the connection since */
export function sittingOf(queryClient: QueryClient, connection: string): () => boolean {
  const cache = queryClient.getQueryCache();
  const queryKey: QueryKey = keys.sitting(connection);
  const sitting = cache.build(queryClient, { queryKey, gcTime: Number.POSITIVE_INFINITY });
  return () => cache.find({ queryKey }) === sitting;
}

function changeCatalogs(
  queryClient: QueryClient,
  connection: string,
  change: (catalog: Catalog, scope: CatalogScope) => Catalog,
): void {
  const lists = queryClient.getQueryCache().findAll({ queryKey: keys.lists(connection) });
  for (const { meta } of lists) {
    const scope = meta?.scope;
    if (scope !== undefined) changeCatalog(queryClient, scope, (catalog) => change(catalog, scope));
  }
}

/**
 * Nothing where nothing is known. How the last look at the newest went stays as it was, which data set by hand would forget: a
 * server that asked for patience would be asked again at once.
 */
function changeCatalog(queryClient: QueryClient, scope: CatalogScope, change: (catalog: Catalog) => Catalog): void {
  const queryKey = keys.list(scope);
  const query = queryClient.getQueryCache().find<Catalog>({ queryKey });
  if (query?.state.data === undefined) return;
  const { data, dataUpdatedAt, error, status, isInvalidated } = query.state;
  notifyManager.batch(() => {
    queryClient.setQueryData<Catalog>(queryKey, change(data), { updatedAt: dataUpdatedAt });
    query.setState({ error, status, isInvalidated });
  });
}

/** What was read of one image shows in the lists that have it, and in the place of what had another id before it was an image. */
function adoptImage(queryClient: QueryClient, connection: string, askedId: string, image: Image): void {
  const replaced = new Set(image.id === askedId ? [] : [askedId]);
  changeCatalogs(queryClient, connection, (catalog) =>
    catalog.images.some(({ id }) => id === askedId) ? withImages(withoutImages(catalog, replaced), [image]) : catalog,
  );
}
