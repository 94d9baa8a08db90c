import {
  downloadLinkSchema,
  imagePageSchema,
  imageSchema,
  scopesSchema,
  type DownloadLink,
  type Image,
  type ImagePage,
  type Scopes,
} from "@/lib/contract/image";
import { requestJson, requestNothing } from "./request";
import { changingSession } from "./session-lock";

// The dashboard's own API, one function an operation; they work in a page and in a worker.
// What lists and their images need; the rest stands by itself, for its shapes are not little.
// Each throws ApiError for an error that the server answers and NetworkError when no answer comes.

/** One page of a list; `cursor` is the `nextCursor` of the page before. `limit` is 1–200, 50 when left out. */
export interface ListImagesOptions {
  cursor?: string | null | undefined;
  limit?: number | undefined;
  includeDeleted?: boolean | undefined;
  /** The id of the scope to which the list is narrowed. */
  scope?: string | null | undefined;
}

/** Who asks: anybody who is signed in to a connection, or one account of it and nobody else (see `ACCOUNT_HEADER`). */
export type Asker = string | { connection: string; account: string | null };

/** Forgets a connection's token. Harmless when there is none. */
export function signOut(connectionId: string): Promise<void> {
  return changingSession(() =>
    requestNothing(`/api/session/${encodeURIComponent(connectionId)}`, { method: "DELETE" }),
  );
}

/** One page of images, newest first. */
export function listImages(
  connection: string,
  options: ListImagesOptions = {},
  signal?: AbortSignal,
): Promise<ImagePage> {
  const query = new URLSearchParams();
  if (options.cursor !== undefined && options.cursor !== null) query.set("cursor", options.cursor);
  if (options.limit !== undefined) query.set("limit", String(options.limit));
  if (options.includeDeleted !== undefined) query.set("includeDeleted", String(options.includeDeleted));
  if (options.scope !== undefined && options.scope !== null) query.set("scope", options.scope);
  const search = query.size === 0 ? "" : `?${query}`;
  return requestJson(`${imagesPath(connection)}${search}`, imagePageSchema, { signal });
}

export function getImage(asker: Asker, id: string, signal?: AbortSignal): Promise<Image> {
  return requestJson(imagePath(asker, id), imageSchema, { signal, ...accountOf(asker) });
}

/** `conflict` when something still uses the image. */
export function deleteImage(asker: Asker, imageId: string): Promise<void> {
  return requestNothing(imagePath(asker, imageId), { method: "DELETE", ...accountOf(asker) });
}

/**
 * Takes back a deletion, while the image's bytes are kept. `not_found` when there is no such deleted image, `conflict` when
 * its name is in use by now or its bytes are gone.
 */
export function restoreImage(connection: string, imageId: string): Promise<Image> {
  return requestJson(`${imagePath(connection, imageId)}/restore`, imageSchema, { method: "POST" });
}

/** A URL that downloads the image without a token until it expires. `conflict` until the image is completed. */
export function getDownloadLink(connection: string, imageId: string, signal?: AbortSignal): Promise<DownloadLink> {
  return requestJson(`${imagePath(connection, imageId)}/download`, downloadLinkSchema, { signal });
}

/** The parts that a connection's list can be narrowed to. */
export async function listScopes(connection: string, signal?: AbortSignal): Promise<Scopes["scopes"]> {
  return (await requestJson(`${connectionPath(connection)}/scopes`, scopesSchema, { signal })).scopes;
}

/** For a request: whose session it must be. */
export function accountOf(asker: Asker): { account?: string | null } {
  return typeof asker === "string" ? {} : { account: asker.account };
}

/** Where everything of a connection is. */
export function connectionPath(asker: Asker): string {
  return `/api/${encodeURIComponent(typeof asker === "string" ? asker : asker.connection)}`;
}

/** Where a list of images is. */
export function imagesPath(asker: Asker): string {
  return `${connectionPath(asker)}/images`;
}

/** Where everything of an image is. */
export function imagePath(asker: Asker, imageId: string): string {
  return `${imagesPath(asker)}/${encodeURIComponent(imageId)}`;
}
