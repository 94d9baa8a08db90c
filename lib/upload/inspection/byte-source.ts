import { ByteReader } from "./byte-reader";

/** Bytes that can be read piece by piece. */
export interface ByteSource {
  readonly sizeBytes: number;
  /**
   * The bytes from `offset` on: `length` of them, fewer where the source ends before that.
   * Rejects with what keeps them from being read.
   */
  read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array>;
}

/** A file that was chosen: nothing but the pieces asked for is read. */
export function fileSource(file: Blob): ByteSource {
  return {
    sizeBytes: file.size,
    async read(offset, length, signal) {
      signal?.throwIfAborted();
      const buffer = await file.slice(offset, offset + length).arrayBuffer();
      signal?.throwIfAborted();
      return new Uint8Array(buffer);
    },
  };
}

/** Reads what lies within the source, which is nothing when `offset`, a number out of a header, lies beyond its end. */
export async function readWithin(
  source: ByteSource,
  offset: number,
  length: number,
  signal?: AbortSignal,
): Promise<ByteReader> {
  const available = Math.min(length, source.sizeBytes - offset);
  if (!(offset >= 0 && available > 0)) return new ByteReader(new Uint8Array());
  return new ByteReader(await source.read(offset, available, signal));
}
