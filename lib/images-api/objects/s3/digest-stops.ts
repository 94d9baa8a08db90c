import { MIB } from "@/lib/contract/limits";
import type { StoredPart } from "@/lib/images-api/objects/types";

/** Bytes that are hashed again at most after a crash: half a second's work. */
const STOP_EVERY_BYTES = 256 * MIB;

/**
 * Offsets at which the state of a digest is kept: ends of parts where there are any, for that is where stores begin anew to read, as
 * far from each other as may be, and in the midst of parts that are longer. Neither the beginning nor the end.
 */
export function digestStops(
  parts: readonly StoredPart[],
  sizeBytes: number,
  everyBytes: number = STOP_EVERY_BYTES,
): number[] {
  const stops: number[] = [];
  let last = 0;
  let partEnd = 0;
  for (const part of parts) {
    const partStart = partEnd;
    partEnd += part.sizeBytes;
    if (partEnd - last <= everyBytes) continue;
    if (partStart > last) stops.push((last = partStart));
    while (partEnd - last > everyBytes) stops.push((last += everyBytes));
  }
  return stops.filter((stop) => stop < sizeBytes);
}
