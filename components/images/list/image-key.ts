import type { Image } from "@/lib/contract/image";

/** Names an image among those of all connections: `linode/private~15`. An id holds no slash. */
export function imageKey({ connection, id }: Pick<Image, "connection" | "id">): string {
  return `${connection}/${id}`;
}

/** The connection and the id of an image's key; null for what is no key. */
export function parseImageKey(key: string): { connection: string; id: string } | null {
  const at = key.indexOf("/");
  return at < 1 || at === key.length - 1 ? null : { connection: key.slice(0, at), id: key.slice(at + 1) };
}

/** Where the image of this key is among others; -1 when it is not there. Makes no key of the others: they may be ten thousand. */
export function indexOfKey(images: readonly Image[], key: string): number {
  const wanted = parseImageKey(key);
  if (wanted === null) return -1;
  return images.findIndex(({ connection, id }) => id === wanted.id && connection === wanted.connection);
}
