import { GIB, MAX_IMAGE_BYTES, MIB, MIN_PART_BYTES } from "@/lib/contract/limits";
import { ServiceError } from "@/lib/images-api/errors";
import type { StoredPart } from "@/lib/images-api/objects/types";

/** Ranges of missing parts that a message names: enough to see what happened, and short. */
const MAX_NAMED_RANGES = 5;

/**
 * Checks that the parts make an image.
 * @param parts by number, as the object store lists them
 * @returns the image's size in bytes
 * @throws ServiceError `invalid_request_error` that says which part is wrong
 */
export function checkParts(parts: readonly StoredPart[]): number {
  const last = parts.at(-1);
  if (last === undefined) throw refusal("no_parts", "No part of this image was uploaded yet. Upload its parts first.");

  const missing = missingRanges(parts);
  if (missing.length > 0) {
    throw refusal("missing_parts", `Not all parts arrived. Upload ${listed(missing)}, then complete the image again.`);
  }

  const small = parts.find((part) => part !== last && part.sizeBytes < MIN_PART_BYTES);
  if (small !== undefined) {
    throw refusal(
      "part_too_small",
      `Part ${small.partNumber} has ${small.sizeBytes} bytes; every part but the last needs at least ${MIN_PART_BYTES} (${MIN_PART_BYTES / MIB} MiB). Upload larger parts.`,
    );
  }

  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  if (sizeBytes === 0) throw refusal("empty_image", "The image has no bytes. Upload its parts again.");
  if (sizeBytes > MAX_IMAGE_BYTES) {
    throw refusal(
      "image_too_large",
      `The image has ${sizeBytes} bytes; at most ${MAX_IMAGE_BYTES} (${MAX_IMAGE_BYTES / GIB} GiB) are allowed. Delete it and upload a smaller one.`,
    );
  }
  return sizeBytes;
}

function refusal(code: string, message: string): ServiceError {
  return new ServiceError("invalid_request_error", message, [{ code, message }]);
}

interface Range {
  from: number;
  to: number;
}

function missingRanges(parts: readonly StoredPart[]): Range[] {
  const ranges: Range[] = [];
  let expected = 1;
  for (const { partNumber } of parts) {
    if (partNumber > expected) ranges.push({ from: expected, to: partNumber - 1 });
    expected = partNumber + 1;
  }
  return ranges;
}

function listed(ranges: readonly Range[]): string {
  const named = ranges
    .slice(0, MAX_NAMED_RANGES)
    .map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`))
    .join(", ");
  const more = ranges.slice(MAX_NAMED_RANGES).reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const [first] = ranges;
  const single = ranges.length === 1 && first?.from === first?.to;
  return `${single ? "part" : "parts"} ${named}${more === 0 ? "" : ` and ${more} more`}`;
}
