import { join } from "node:path";
import { checkedImageId, checkedPartNumber } from "@/lib/images-api/objects/names";

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

/** The only place where names become paths: whatever comes from outside passes the patterns of names first. */
export function resolvePaths(directory: string): Paths {
  const open = join(directory, "open");
  const sealed = join(directory, "sealed");
  return {
    incoming: join(directory, "incoming"),
    open,
    sealed,
    removing: join(directory, "removing"),
    openImage: (imageId) => join(open, checkedImageId(imageId)),
    sealedImage: (imageId) => join(sealed, checkedImageId(imageId)),
    openPart: (imageId, partNumber) => join(open, checkedImageId(imageId), String(checkedPartNumber(partNumber))),
  };
}
