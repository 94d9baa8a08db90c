import type { Image, ImageStatus, Visibility } from "@/lib/contract/image";
import type { CreatedBounds } from "./created-filter";
import { listKeysOf } from "./list-keys";
import { matchesWords } from "./search-images";

/** What the status column says: a deleted image is that above all. */
export type ShownStatus = ImageStatus | "deleted";

export const SHOWN_STATUSES: readonly ShownStatus[] = [
  "waiting",
  "uploading",
  "verifying",
  "not_imported",
  "processing",
  "completed",
  "failed",
  "deleting",
  "unknown",
  "deleted",
];

export function shownStatusOf(image: Image): ShownStatus {
  return image.deletedAt === null ? image.status : "deleted";
}

/** Which images are wanted. Empty lists and null ask for nothing in particular. */
export interface ListFilter {
  words: readonly string[];
  statuses: readonly ShownStatus[];
  created: CreatedBounds | null;
  visibility: Visibility | null;
  /** Ids of connections. */
  connections: readonly string[];
}

/** The images that are wanted, in the order given; the very array when all are. */
export function filterImages(images: readonly Image[], filter: ListFilter): readonly Image[] {
  const { words, statuses, created, visibility, connections } = filter;
  const isSelective = words.length > 0 || statuses.length > 0 || connections.length > 0;
  if (!isSelective && created === null && visibility === null) return images;
  return images.filter(
    (image) =>
      (statuses.length === 0 || statuses.includes(shownStatusOf(image))) &&
      (connections.length === 0 || connections.includes(image.connection)) &&
      (visibility === null || image.visibility === visibility) &&
      (created === null || isWithin(listKeysOf(image).createdAt, created)) &&
      matchesWords(image, words),
  );
}

function isWithin(instant: number, { from, before }: CreatedBounds): boolean {
  return instant >= from && instant < before;
}
