import { MAX_PARTS } from "@/lib/contract/limits";

/** The contract's image ids (schema `ImageId`). No dot and no slash: an id is one harmless segment of a path or a key. */
const IMAGE_ID_PATTERN = /^image_[0-9A-Za-z_-]{1,21}$/;

/** No sign, no leading zero, nothing but digits: one spelling for each number, so one place for each part. */
const PART_NUMBER_PATTERN = /^[1-9][0-9]{0,4}$/;

/** Whether `text` is an image id that may become a segment of a path or a key. */
export function isImageId(text: string): boolean {
  return IMAGE_ID_PATTERN.test(text);
}

/** @throws RangeError for what is not an image id */
export function checkedImageId(imageId: string): string {
  if (!isImageId(imageId)) throw new RangeError(`Not an image id: ${JSON.stringify(imageId)}`);
  return imageId;
}

/** The part number that `text` spells, 1…10,000, or null. */
export function parsePartNumber(text: string): number | null {
  if (!PART_NUMBER_PATTERN.test(text)) return null;
  const partNumber = Number(text);
  return partNumber <= MAX_PARTS ? partNumber : null;
}

/** @throws RangeError for what is not a part number */
export function checkedPartNumber(partNumber: number): number {
  if (parsePartNumber(String(partNumber)) === null) throw new RangeError(`Not a part number: ${partNumber}`);
  return partNumber;
}
