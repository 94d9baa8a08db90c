import type { Image } from "@/lib/contract/image";

/** Which images are selected. `anchor` is where a range begins that Shift ends. */
export interface Selection {
  ids: ReadonlySet<string>;
  anchor: string | null;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: null };

/** Turns one image's selection round; a range begins there. */
export function toggleImage({ ids }: Selection, imageId: string): Selection {
  const next = new Set(ids);
  if (!next.delete(imageId)) next.add(imageId);
  return { ids: next, anchor: imageId };
}

/** Selects all from the anchor to an image, in the order in which they are shown. Without an anchor, that image alone. */
export function selectRange({ ids, anchor }: Selection, shown: readonly Image[], imageId: string): Selection {
  const to = shown.findIndex(({ id }) => id === imageId);
  const begun = shown.findIndex(({ id }) => id === anchor);
  const from = begun === -1 ? to : begun;
  const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...ids, ...range.map(({ id }) => id)]), anchor: begun === -1 ? imageId : anchor };
}

/** Adds images to what is selected. */
export function selectAll({ ids, anchor }: Selection, images: readonly Image[]): Selection {
  return { ids: new Set([...ids, ...images.map(({ id }) => id)]), anchor };
}

/** Takes images out of what is selected. */
export function deselectAll({ ids }: Selection, images: readonly Image[]): Selection {
  const next = new Set(ids);
  for (const { id } of images) next.delete(id);
  return { ids: next, anchor: null };
}

/** How many of the images are selected. */
export function selectedShare({ ids }: Selection, images: readonly Image[]): "none" | "some" | "all" {
  if (ids.size === 0 || images.length === 0) return "none";
  const count = images.reduce((sum, { id }) => (ids.has(id) ? sum + 1 : sum), 0);
  if (count === 0) return "none";
  return count === images.length ? "all" : "some";
}
