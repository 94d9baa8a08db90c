import type { Image, Visibility } from "@/lib/contract/image";
import { shownStatusOf, type ShownStatus } from "./filter-images";
import { listKeysOf } from "./list-keys";

export const SORT_KEYS = [
  "name",
  "provider",
  "status",
  "created",
  "size",
  "system",
  "regions",
  "tags",
  "checksum",
  "visibility",
  "id",
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface ListSort {
  key: SortKey;
  descending: boolean;
}

/** As the API gives them: newest first. */
export const NEWEST_FIRST: ListSort = { key: "created", descending: true };

/** What needs a look comes before what is done. */
const STATUS_ORDER: Record<ShownStatus, number> = {
  failed: 0,
  uploading: 1,
  verifying: 2,
  processing: 3,
  waiting: 4,
  not_imported: 5,
  deleting: 6,
  unknown: 7,
  completed: 8,
  deleted: 9,
};

const VISIBILITY_ORDER: Record<Visibility, number> = { public: 0, shared: 1, silo: 2, project: 3, private: 4 };

/** Reads `name` and `-created`; null for anything else. */
export function parseSort(text: string): ListSort | null {
  const descending = text.startsWith("-");
  const key = SORT_KEYS.find((candidate) => candidate === (descending ? text.slice(1) : text));
  return key === undefined ? null : { key, descending };
}

export function writeSort({ key, descending }: ListSort): string {
  return descending ? `-${key}` : key;
}

/** What a click on a column's header asks for: first what one mostly wants of it, then the reverse. */
export function nextSort(sort: ListSort, key: SortKey): ListSort {
  if (sort.key === key) return { key, descending: !sort.descending };
  return { key, descending: key === "created" || key === "size" };
}

/**
 * The images in another order. Those that do not tell what is asked for come last in either direction; equal ones keep the order they
 * have.
 */
export function sortImages(images: readonly Image[], { key, descending }: ListSort): readonly Image[] {
  // That is how they come.
  if (key === NEWEST_FIRST.key && descending === NEWEST_FIRST.descending) return images;
  const keyed = images.map((image) => ({ image, value: valueOf(image, key) }));
  const sign = descending ? -1 : 1;
  keyed.sort((a, b) => compare(a.value, b.value, sign));
  return keyed.map(({ image }) => image);
}

function compare(a: string | number | null, b: string | number | null, sign: number): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -sign : sign;
}

function valueOf(image: Image, key: SortKey): string | number | null {
  switch (key) {
    case "name":
      return listKeysOf(image).naturalName;
    case "provider":
      return image.connection;
    case "status":
      return STATUS_ORDER[shownStatusOf(image)];
    case "created":
      return listKeysOf(image).createdAt;
    case "size":
      return image.sizeBytes;
    case "system":
      return listKeysOf(image).system;
    case "regions":
      return textOf(image.details?.regions?.map(({ id }) => id));
    case "tags":
      return textOf(image.details?.tags);
    case "checksum":
      return image.sha256;
    case "visibility":
      return image.visibility === null ? null : VISIBILITY_ORDER[image.visibility];
    case "id":
      return image.id;
    default:
      return key satisfies never;
  }
}

/** Nothing is told where there are none. */
function textOf(words: readonly string[] | null | undefined): string | null {
  return words === null || words === undefined || words.length === 0 ? null : words.join(" ").toLowerCase();
}
