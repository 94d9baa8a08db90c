import fc from "fast-check";
import { createSHA256 } from "hash-wasm";
import { expect, test } from "vitest";
import hashWasm from "hash-wasm/package.json" with { type: "json" };
import { HASH_LIBRARY } from "./digest";
import { digestStops } from "./digest-stops";

const parts = (...sizes: number[]) => sizes.map((sizeBytes, index) => ({ partNumber: index + 1, sizeBytes }));

test.each<[number[], number, number[]]>([
  [[], 10, []],
  [[10], 10, []],
  [[5, 5], 10, []],
  [[5, 5, 5], 10, [10]],
  [[5, 5, 5, 5], 10, [10]],
  [[4, 4, 4, 4, 4], 10, [8, 16]],
  [[25], 10, [10, 20]],
  [[3, 25, 3], 10, [3, 13, 23]],
  [[30], 10, [10, 20]],
])("parts of %j, at most %d apart, have the stops %j", (sizes, every, stops) => {
  const sizeBytes = sizes.reduce((sum, size) => sum + size, 0);
  expect(digestStops(parts(...sizes), sizeBytes, every)).toEqual(stops);
});

test("stops ascend, lie inside the image, and are never too far apart", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50 })), fc.integer({ min: 1, max: 60 }), (sizes, every) => {
      const sizeBytes = sizes.reduce((sum, size) => sum + size, 0);
      const edges = [0, ...digestStops(parts(...sizes), sizeBytes, every), sizeBytes];
      for (const [index, edge] of edges.slice(1).entries()) {
        const gap = edge - (edges[index] ?? 0);
        expect(gap).toBeGreaterThan(sizeBytes === 0 ? -1 : 0);
        expect(gap).toBeLessThanOrEqual(every);
      }
    }),
  );
});

test("states are of the version that is installed", async () => {
  expect(HASH_LIBRARY).toBe(`hash-wasm ${hashWasm.version}`);
  const hash = await createSHA256();
  const state = hash.init().update("ab").save();
  expect((await createSHA256()).load(state).update("c").digest()).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});
