import { imageKey, indexOfKey } from "@/components/images/list/image-key";
import type { Image } from "@/lib/contract/image";

/** Which images are selected, by their keys. `anchor` is where a range begins that Shift ends. */
export interface Selection {
  keys: ReadonlySet<string>;
  anchor: string | null;
}

export const NOTHING_SELECTED: Selection = { keys: new Set(), anchor: null };

/** Turns one image's selection round; a range begins there. */
export function toggleImage({ keys }: Selection, key: string): Selection {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { keys: next, anchor: key };
}

/** Selects all from the anchor to an image, in the order in which they are shown. Without an anchor, that image alone. */
export function selectRange({ keys, anchor }: Selection, shown: readonly Image[], key: string): Selection {
  const to = indexOfKey(shown, key);
  const begun = anchor === null ? -1 : indexOfKey(shown, anchor);
  const from = begun === -1 ? to : begun;
  const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { keys: new Set([...keys, ...range.map(imageKey)]), anchor: begun === -1 ? key : anchor };
}

/** Adds images to what is selected. */
export function selectAll({ keys, anchor }: Selection, images: readonly Image[]): Selection {
  return { keys: new Set([...keys, ...images.map(imageKey)]), anchor };
}

/** Takes images out of what is selected. */
export function deselectAll({ keys }: Selection, images: readonly Image[]): Selection {
  const next = new Set(keys);
  for (const image of images) next.delete(imageKey(image));
  return { keys: next, anchor: null };
}

/** How many of the images are selected. */
export function selectedShare({ keys }: Selection, images: readonly Image[]): "none" | "some" | "all" {
  if (keys.size === 0 || images.length === 0) return "none";
  const count = images.reduce((sum, image) => (keys.has(imageKey(image)) ? sum + 1 : sum), 0);
  if (count === 0) return "none";
  return count === images.length ? "all" : "some";
}
