import type { Image } from "@/lib/contract/image";

/** Lists of ten thousand images are gone through once, however many files are looked up in them. */
const indexes = new WeakMap<readonly Image[], ReadonlyMap<string, Image[]>>();

/**
 * A completed image that holds the very bytes with this SHA-256; null when none is known.
 * @param own the image that the bytes are being sent to
 */
export function findSameBytes(
  images: readonly Image[] | undefined,
  sha256: string | null,
  own: string | null = null,
): Image | null {
  if (images === undefined || sha256 === null) return null;
  const index = indexes.get(images) ?? indexOf(images);
  indexes.set(images, index);
  return index.get(sha256)?.find(({ id }) => id !== own) ?? null;
}

function indexOf(images: readonly Image[]): Map<string, Image[]> {
  const index = new Map<string, Image[]>();
  for (const image of images) {
    if (image.sha256 === null || image.status !== "completed" || image.deletedAt !== null) continue;
    const others = index.get(image.sha256);
    if (others === undefined) index.set(image.sha256, [image]);
    else others.push(image);
  }
  return index;
}
