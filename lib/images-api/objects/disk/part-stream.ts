import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { PartFile } from "./part-files";

/** Bytes read at a time. Small enough that a slow reader takes one well within the stall time. */
const READ_CHUNK_BYTES = 512 * 1024;

/** Bytes `[start, end)` of the parts put one after the other. Opens one file at a time; destroying the stream closes it. */
export function readParts(parts: readonly PartFile[], start: number, end: number): Readable {
  return Readable.from(chunksOf(parts, start, end), { objectMode: false, highWaterMark: READ_CHUNK_BYTES });
}

async function* chunksOf(parts: readonly PartFile[], start: number, end: number): AsyncGenerator<Buffer> {
  for (const slice of slicesOf(parts, start, end)) {
    const file = createReadStream(slice.path, {
      start: slice.start,
      end: slice.end - 1,
      highWaterMark: READ_CHUNK_BYTES,
    });
    let read = 0;
    for await (const chunk of file) {
      read += chunk.length;
      yield chunk;
    }
    if (read !== slice.end - slice.start) throw new Error(`${slice.path} is shorter than it was.`);
  }
}

/** A range `[start, end)` of one part's file. */
export interface PartSlice {
  path: string;
  start: number;
  end: number;
}

/** Which bytes of which files make up bytes `[start, end)` of the whole. Parts that give nothing are left out. */
export function slicesOf(parts: readonly PartFile[], start: number, end: number): PartSlice[] {
  const slices: PartSlice[] = [];
  let offset = 0;
  for (const { path, sizeBytes } of parts) {
    const slice = { path, start: Math.max(start - offset, 0), end: Math.min(end - offset, sizeBytes) };
    if (slice.start < slice.end) slices.push(slice);
    offset += sizeBytes;
  }
  return slices;
}

export function totalSize(parts: readonly { sizeBytes: number }[]): number {
  return parts.reduce((sum, part) => sum + part.sizeBytes, 0);
}
