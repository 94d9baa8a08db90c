import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { ApiError } from "@/lib/contract/errors";
import { MAX_BLOCK_BYTES, writePart } from "./block-writer";

interface Written {
  offset: number;
  data: Buffer;
}

/** A stream of these pieces, and how many bytes were taken of it so far. */
function streamOf(pieces: readonly Uint8Array[]) {
  const waiting = [...pieces];
  const seen = { taken: 0, isCanceled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = waiting.shift();
        if (piece === undefined) return controller.close();
        seen.taken += piece.length;
        controller.enqueue(piece);
      },
      cancel() {
        seen.isCanceled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, seen };
}

function inPieces(bytes: Buffer, length: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
    bytes.subarray(index * length, (index + 1) * length),
  );
}

async function written(bytes: Buffer, { pieces = 65_536, offset = 0, blockSize = 512 } = {}): Promise<Written[]> {
  const writes: Written[] = [];
  await writePart(streamOf(inPieces(bytes, pieces)).stream, {
    offset,
    length: bytes.length,
    blockSize,
    write: async (at, data) => void writes.push({ offset: at, data: Buffer.from(data) }),
  });
  return writes.toSorted((one, other) => one.offset - other.offset);
}

test.each([65_536, 999, 1_000_003])(
  "a part that comes in pieces of %d bytes is written as it is, in blocks",
  async (pieces) => {
    const bytes = randomBytes(3 * MAX_BLOCK_BYTES);
    const writes = await written(bytes, { pieces, offset: 7 * MAX_BLOCK_BYTES });
    expect(writes.map(({ offset }) => offset / MAX_BLOCK_BYTES)).toEqual([7, 8, 9]);
    expect(Buffer.concat(writes.map(({ data }) => data)).equals(bytes)).toBe(true);
  },
);

test.each([512, 2048, 4096])("the end of a file is filled up with zeros to a block of %d bytes", async (blockSize) => {
  const bytes = randomBytes(MAX_BLOCK_BYTES + 700);
  const [, last] = await written(bytes, { blockSize });
  expect(last?.offset).toBe(MAX_BLOCK_BYTES);
  expect(last?.data.length).toBe(Math.ceil(700 / blockSize) * blockSize);
  expect(last?.data.subarray(0, 700).equals(bytes.subarray(MAX_BLOCK_BYTES))).toBe(true);
  expect(last?.data.subarray(700).every((byte) => byte === 0)).toBe(true);
});

test("blocks of zeros are not written, also where the last one is short", async () => {
  const bytes = Buffer.alloc(3 * MAX_BLOCK_BYTES + 100);
  bytes[MAX_BLOCK_BYTES] = 1;
  const writes = await written(bytes);
  expect(writes.map(({ offset }) => offset)).toEqual([MAX_BLOCK_BYTES]);
});

test.each([
  { arrived: MAX_BLOCK_BYTES - 1, message: "The part ended before all of its bytes were there." },
  { arrived: MAX_BLOCK_BYTES + 1, message: "The part has more than its 524288 bytes." },
  { arrived: 0, message: "The part ended before all of its bytes were there." },
])("a part of 524288 bytes that has $arrived is refused", async ({ arrived, message }) => {
  const { stream } = streamOf([Buffer.alloc(arrived, 1)]);
  const target = { offset: 0, length: MAX_BLOCK_BYTES, blockSize: 512, write: async () => undefined };
  await expect(writePart(stream, target)).rejects.toMatchObject({ code: "invalid_request", message });
});

test("a stream that breaks is a part that ended too early", async () => {
  const stream = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("reset")) });
  const target = { offset: 0, length: 512, blockSize: 512, write: async () => undefined };
  await expect(writePart(stream, target)).rejects.toMatchObject({ code: "invalid_request" });
});

test("no more is read than is being written", async () => {
  const blocks = 32;
  const { stream, seen } = streamOf(inPieces(Buffer.alloc(blocks * MAX_BLOCK_BYTES, 1), 65_536));
  const held: (() => void)[] = [];
  const mostAtOnce = { held: 0, ahead: 0 };
  let done = 0;
  const part = writePart(stream, {
    offset: 0,
    length: blocks * MAX_BLOCK_BYTES,
    blockSize: 512,
    write: () =>
      new Promise<void>((resolve) => {
        held.push(resolve);
        mostAtOnce.held = Math.max(mostAtOnce.held, held.length);
        mostAtOnce.ahead = Math.max(mostAtOnce.ahead, seen.taken - done * MAX_BLOCK_BYTES);
      }),
  });
  while (done < blocks) {
    // All that can be read without a write that ends is read by the next turn of the event loop.
    await new Promise(setImmediate);
    expect(seen.taken).toBeLessThanOrEqual((done + 4) * MAX_BLOCK_BYTES);
    for (const release of held.splice(0, 1)) release();
    done++;
  }
  await part;
  expect(mostAtOnce).toEqual({ held: 4, ahead: 4 * MAX_BLOCK_BYTES });
});

test("a write that fails ends the part at once, also while bytes are waited for", async () => {
  const { promise, fail } = failingLater();
  const seen = { isCanceled: false };
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.alloc(MAX_BLOCK_BYTES, 1)),
    cancel: () => {
      seen.isCanceled = true;
    },
  });
  const part = writePart(stream, {
    offset: 0,
    length: 2 * MAX_BLOCK_BYTES,
    blockSize: 512,
    write: async () => {
      fail();
      return promise;
    },
  });
  await expect(part).rejects.toMatchObject({ code: "upstream_failed" });
  expect(seen.isCanceled).toBe(true);
});

function failingLater(): { promise: Promise<void>; fail: () => void } {
  const later: { fail?: () => void } = {};
  const promise = new Promise<void>((_resolve, reject) => {
    later.fail = () => setImmediate(() => reject(new ApiError("upstream_failed", "Oxide failed.")));
  });
  return { promise, fail: () => later.fail?.() };
}
