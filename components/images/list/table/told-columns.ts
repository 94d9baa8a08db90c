import { isUnfinished } from "@/components/images/image-permissions";
import type { Image } from "@/lib/contract/image";
import type { OptionalColumn } from "./columns";

/** Columns that not every provider has something for. */
const SELDOM = [
  "size",
  "system",
  "regions",
  "tags",
  "visibility",
  "checksum",
] as const satisfies readonly OptionalColumn[];
type SeldomColumn = (typeof SELDOM)[number];

/** Those of the seldom columns that at least one image has something for. */
export function toldColumns(images: readonly Image[]): ReadonlySet<string> {
  return new Set(SELDOM.filter((column) => images.some((image) => isTold(image, column))));
}

/** Whether a column, or an order by it, says anything. @param told as `toldColumns` gives them */
export function isWorthwhile(column: string, told: ReadonlySet<string>): boolean {
  return told.has(column) || !SELDOM.some((seldom) => seldom === column);
}

/** Of the columns that were chosen those that say anything; the very set when all do. */
export function worthwhileColumns(
  images: readonly Image[],
  chosen: ReadonlySet<OptionalColumn>,
): ReadonlySet<OptionalColumn> {
  if (!SELDOM.some((column) => chosen.has(column))) return chosen;
  const told = toldColumns(images);
  const kept = [...chosen].filter((column) => isWorthwhile(column, told));
  return kept.length === chosen.size ? chosen : new Set(kept);
}

function isTold(image: Image, column: SeldomColumn): boolean {
  const { details, sha256, sizeBytes, visibility } = image;
  switch (column) {
    case "size":
      // While it is sent, the browser that sends it tells.
      return sizeBytes !== null || isUnfinished(image);
    case "visibility":
      return visibility !== null;
    case "system":
      return (details?.operatingSystem ?? null) !== null;
    case "regions":
      return (details?.regions?.length ?? 0) > 0;
    case "tags":
      return (details?.tags?.length ?? 0) > 0;
    case "checksum":
      return sha256 !== null;
    default:
      return column satisfies never;
  }
}
