import "server-only";
import { ApiError } from "@/lib/contract/errors";
import { oxideText } from "@/lib/text/oxide-text";

/** Longest block that Oxide takes in one request, in bytes of the disk; a multiple of every size of a disk's blocks. */
export const MAX_BLOCK_BYTES = 512 * 1024;

/** Blocks on their way at once: enough to hide the way to the rack, and with those about to be sent 8 MiB of memory. */
const BLOCKS_AT_ONCE = 4;

const ZEROS = Buffer.alloc(MAX_BLOCK_BYTES);

/** Where a part goes. Lengths and offsets are bytes. */
export interface PartTarget {
  /** Of the part on the disk. */
  offset: number;
  length: number;
  /** Of the disk: what is written are whole ones. */
  blockSize: number;
  /** May be asked again for the same offset. */
  write: (offset: number, data: Buffer) => Promise<void>;
}

/**
 * Writes a part's bytes as they arrive, and reads no faster than they are taken. Blocks of zeros are left out: the disk begins zeroed.
 * @throws ApiError `invalid_request` for a part that is longer or shorter than it has to be, or breaks off; and what a write throws
 */
export async function writePart(bytes: ReadableStream<Uint8Array>, target: PartTarget): Promise<void> {
  const reader = bytes.getReader();
  const blocks = readBlocks(reader, target.length);
  const state: { failure: { cause: unknown } | null } = { failure: null };
  const work = async (): Promise<void> => {
    try {
      // Not `for await`: at a failure that would wait for bytes that may never come before it ends.
      for (let next = await blocks.next(); next.done !== true; next = await blocks.next()) {
        const { offset, data } = next.value;
        if (!isZero(data)) await target.write(target.offset + offset, wholeBlocks(data, target.blockSize));
        if (state.failure !== null) return;
      }
    } catch (cause) {
      state.failure ??= { cause };
      // What waits for more bytes gets none, so that everybody ends.
      await reader.cancel().catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: BLOCKS_AT_ONCE }, work));
  if (state.failure !== null) throw state.failure.cause;
}

/** Cuts a stream into blocks; only the last one may be shorter. Several may ask for the next one at the same time. */
async function* readBlocks(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  length: number,
): AsyncGenerator<{ offset: number; data: Buffer }> {
  let offset = 0;
  let rest: Uint8Array = new Uint8Array();
  while (offset < length) {
    const data = Buffer.allocUnsafe(Math.min(MAX_BLOCK_BYTES, length - offset));
    let filled = 0;
    while (filled < data.length) {
      if (rest.length === 0) rest = await nextBytes(reader);
      const taken = rest.subarray(0, data.length - filled);
      data.set(taken, filled);
      filled += taken.length;
      rest = rest.subarray(taken.length);
    }
    yield { offset, data };
    offset += data.length;
  }
  if (rest.length > 0 || !(await isAtEnd(reader))) throw new ApiError("invalid_request", oxideText.partTooLong(length));
}

/** @throws ApiError when there are no more */
async function nextBytes(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array> {
  for (;;) {
    const { done, value } = await readOrThrow(reader);
    if (done) throw new ApiError("invalid_request", oxideText.partTooShort);
    if (value.length > 0) return value;
  }
}

async function isAtEnd(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<boolean> {
  for (;;) {
    const { done, value } = await readOrThrow(reader);
    if (done) return true;
    if (value.length > 0) return false;
  }
}

async function readOrThrow(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch (cause) {
    throw new ApiError("invalid_request", oxideText.partTooShort, { cause });
  }
}

function isZero(data: Buffer): boolean {
  return data.equals(ZEROS.subarray(0, data.length));
}

/** Zeros after the end of the file, up to the end of its last block. */
function wholeBlocks(data: Buffer, blockSize: number): Buffer {
  const missing = (blockSize - (data.length % blockSize)) % blockSize;
  return missing === 0 ? data : Buffer.concat([data, ZEROS.subarray(0, missing)]);
}
