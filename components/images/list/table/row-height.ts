import type { Image } from "@/lib/contract/image";
import type { Density } from "@/components/images/list/view/list-preferences";

/** Of the table's head, in px. */
export const HEAD_HEIGHT = 36;

/** Of the bar above the table, in px. */
export const BAR_HEIGHT = 40;

/** What a line of small print adds, in px. */
const LINE = 16;

/** Whether a line under the name says why the image is of no use. */
export function hasReasonLine(image: Image): boolean {
  return image.status === "failed" && image.deletedAt === null;
}

/** A row's height in px, known before it is drawn: the list's length never changes while it scrolls. */
export function rowHeight(image: Image, density: Density, isCard: boolean): number {
  const usual = isCard ? 60 : density === "compact" ? 32 : 40;
  return hasReasonLine(image) ? usual + LINE : usual;
}
