import { createHash, randomBytes } from "node:crypto";
import type { SeededRandom } from "@/e2e/server/support/seeded-random";

const MIB = 1024 * 1024;

/** The least that a part has which is not the last, in bytes (the contract's). */
const WHOLE_PART_BYTES = 5 * MIB;

/** A last part is at most so long, in bytes. */
const LAST_PART_BYTES = 500_000;

/** What all parts are made of: random bytes are dear, and a mark at the beginning makes each part another one. */
const FILLING = randomBytes(WHOLE_PART_BYTES);

/** Bytes that can be made again from these numbers. */
export interface PartBytes {
  mark: number;
  length: number;
}

export function bytesOf({ mark, length }: PartBytes): Buffer {
  const bytes = Buffer.from(FILLING.subarray(0, length));
  bytes.writeDoubleBE(mark, 0);
  return bytes;
}

/** SHA-256 of parts put one after the other, lower-case hex. */
export function sha256Of(parts: readonly PartBytes[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(bytesOf(part));
  return hash.digest("hex");
}

let marks = 0;

/** Another one at each call. */
export function newPart(random: SeededRandom, isLast: boolean): PartBytes {
  return { mark: ++marks, length: isLast ? 8 + random.below(LAST_PART_BYTES) : WHOLE_PART_BYTES };
}

/** What the server owes, as far as it was acknowledged. */
export interface KeptImage {
  id: string;
  name: string;
  /** `open`: left with all parts acknowledged, to be completed at the end. */
  fate: "open" | "completed" | "failed" | "deleted";
  parts: PartBytes[];
}
