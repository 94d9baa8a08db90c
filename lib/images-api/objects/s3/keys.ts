import { checkedImageId, isImageId } from "@/lib/images-api/objects/names";

/** All that is ours in the bucket begins so: others may keep things of their own beside it. */
export const KEY_PREFIX = "images/";

/** @throws RangeError for what is not an image id */
export function objectKey(imageId: string): string {
  return KEY_PREFIX + checkedImageId(imageId);
}

/** @returns null for a key that is not ours */
export function imageIdOf(key: string | undefined): string | null {
  if (key?.startsWith(KEY_PREFIX) !== true) return null;
  const imageId = key.slice(KEY_PREFIX.length);
  return isImageId(imageId) ? imageId : null;
}
