import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readParts, slicesOf } from "./part-stream";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "part-stream-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function store(contents: readonly Uint8Array[]) {
  return Promise.all(
    contents.map(async (content, index) => {
      const path = join(folder, String(index));
      await writeFile(path, content);
      return { partNumber: index + 1, sizeBytes: content.length, path };
    }),
  );
}

test("any range of any parts is that slice of the whole", async () => {
  const content = fc.uint8Array({ minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(content, { minLength: 1, maxLength: 6 }),
      fc.nat(240),
      fc.nat(240),
      async (contents, one, other) => {
        const whole = Buffer.concat(contents);
        const [start = 0, end = 0] = [one, other].map((at) => at % (whole.length + 1)).toSorted((a, b) => a - b);
        const parts = await store(contents);
        expect(await buffer(readParts(parts, start, end))).toEqual(whole.subarray(start, end));
      },
    ),
    { numRuns: 60 },
  );
});

test("a range inside one part touches no other file", () => {
  const parts = [100, 100, 100].map((sizeBytes, index) => ({ partNumber: index + 1, sizeBytes, path: `${index}` }));
  expect(slicesOf(parts, 100, 200)).toEqual([{ path: "1", start: 0, end: 100 }]);
  expect(slicesOf(parts, 99, 101)).toEqual([
    { path: "0", start: 99, end: 100 },
    { path: "1", start: 0, end: 1 },
  ]);
  expect(slicesOf(parts, 50, 50)).toEqual([]);
});

test("a file that lost bytes is an error, not a shorter image", async () => {
  const parts = await store([Buffer.alloc(10), Buffer.alloc(10)]);
  await truncate(join(folder, "0"), 9);
  await expect(buffer(readParts(parts, 0, 20))).rejects.toThrow("shorter");
});
