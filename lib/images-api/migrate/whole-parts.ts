import { MAX_PARTS, MIB } from "@/lib/contract/limits";
import type { StoredPart } from "@/lib/images-api/objects/types";

/** Large enough to be fast, small enough to lose little when a line breaks. */
const PART_BYTES = 64 * MIB;

/** The parts in which an image of this length moves, whatever parts it came in: every store takes them. */
export function wholeParts(sizeBytes: number): StoredPart[] {
  const partBytes = Math.max(PART_BYTES, Math.ceil(sizeBytes / MAX_PARTS));
  return Array.from({ length: Math.ceil(sizeBytes / partBytes) }, (_, index) => ({
    partNumber: index + 1,
    sizeBytes: Math.min(partBytes, sizeBytes - index * partBytes),
  }));
}
