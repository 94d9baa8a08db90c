import { createSHA256 } from "hash-wasm";
import { MIB } from "@/lib/contract/limits";

/** Bytes of each sample: three of them are read in some milliseconds, from whatever kind of disk. */
const SAMPLE_BYTES = MIB / 4;

/**
 * SHA-256, lower-case hexadecimal, of a file's size and samples of its head, middle and tail; a small file is read as a whole.
 * It tells most other files apart, at once; only the checksum of every byte proves that a file is the same.
 * Rejects with what the browser says of a file that cannot be read.
 */
export async function fingerprintOf(file: Blob): Promise<string> {
  const hasher = await createSHA256();
  hasher.init();
  hasher.update(`${file.size}\n`);
  for (const [start, end] of sampleRanges(file.size)) {
    hasher.update(new Uint8Array(await file.slice(start, end).arrayBuffer()));
  }
  return hasher.digest();
}

/** Byte ranges `[start, end)`, in order and without overlap. */
function sampleRanges(size: number): [number, number][] {
  if (size <= 3 * SAMPLE_BYTES) return [[0, size]];
  const middle = Math.floor((size - SAMPLE_BYTES) / 2);
  return [0, middle, size - SAMPLE_BYTES].map((start) => [start, start + SAMPLE_BYTES]);
}
