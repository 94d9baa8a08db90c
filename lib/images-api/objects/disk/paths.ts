import { join } from "node:path";
import { MAX_PARTS } from "@/lib/contract/limits";

/** The contract's image ids (schema `ImageId`). No dot and no slash: an id is one harmless path segment. */
const IMAGE_ID_PATTERN = /^image_[0-9A-Za-z_-]{1,21}$/;

/** No sign, no leading zero, nothing but digits: one spelling for each number, so one file for each part. */
const PART_NUMBER_PATTERN = /^[1-9][0-9]{0,4}$/;

/** Whether `text` is an image id that may become a path segment. */
export function isImageId(text: string): boolean {
  return IMAGE_ID_PATTERN.test(text);
}

/** The part number that `text` spells, 1…10,000, or null. */
export function parsePartNumber(text: string): number | null {
  if (!PART_NUMBER_PATTERN.test(text)) return null;
  const partNumber = Number(text);
  return partNumber <= MAX_PARTS ? partNumber : null;
}

/** Where the store keeps what. All folders are on one file system, so that moves between them are atomic renames. */
export interface Paths {
  /** Parts that are arriving. */
  incoming: string;
  /** One folder for each image that takes parts. */
  open: string;
  /** One folder for each image that takes no more parts. */
  sealed: string;
  /** What is being deleted. */
  removing: string;
  /** @throws RangeError for what is not an image id */
  openImage(imageId: string): string;
  /** @throws RangeError for what is not an image id */
  sealedImage(imageId: string): string;
  /** @throws RangeError for what is not an image id or a part number */
  openPart(imageId: string, partNumber: number): string;
}

/** The only place where names become paths: whatever comes from outside passes the patterns above first. */
export function resolvePaths(directory: string): Paths {
  const open = join(directory, "open");
  const sealed = join(directory, "sealed");
  return {
    incoming: join(directory, "incoming"),
    open,
    sealed,
    removing: join(directory, "removing"),
    openImage: (imageId) => join(open, imageSegment(imageId)),
    sealedImage: (imageId) => join(sealed, imageSegment(imageId)),
    openPart: (imageId, partNumber) => join(open, imageSegment(imageId), partSegment(partNumber)),
  };
}

function imageSegment(imageId: string): string {
  if (!isImageId(imageId)) throw new RangeError(`Not an image id: ${JSON.stringify(imageId)}`);
  return imageId;
}

function partSegment(partNumber: number): string {
  const segment = String(partNumber);
  if (parsePartNumber(segment) === null) throw new RangeError(`Not a part number: ${segment}`);
  return segment;
}
