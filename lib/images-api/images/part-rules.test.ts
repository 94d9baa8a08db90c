import { expect, test } from "vitest";
import { GIB, MIN_PART_BYTES } from "@/lib/contract/limits";
import { checkParts } from "./part-rules";

const parts = (numbers: number[], sizeBytes = MIN_PART_BYTES) =>
  numbers.map((partNumber) => ({ partNumber, sizeBytes }));

test("parts 1…n make an image of the sum of their sizes; the last may be short", () => {
  expect(checkParts(parts([1, 2, 3]))).toBe(3 * MIN_PART_BYTES);
  expect(checkParts([...parts([1]), { partNumber: 2, sizeBytes: 1 }])).toBe(MIN_PART_BYTES + 1);
  expect(checkParts(parts([1], 1))).toBe(1);
});

test.each([
  { numbers: [2], named: "Upload part 1," },
  { numbers: [1, 3], named: "Upload part 2," },
  { numbers: [3, 4, 8], named: "Upload parts 1-2, 5-7," },
  { numbers: [2, 4, 6, 8, 10, 12, 15], named: "Upload parts 1, 3, 5, 7, 9 and 3 more," },
  { numbers: [10_000], named: "Upload parts 1-9999," },
])("with parts $numbers it says: $named", ({ numbers, named }) => {
  expect(() => checkParts(parts(numbers))).toThrow(named);
});

test("a short part that is not the last is named", () => {
  const short = [...parts([1]), { partNumber: 2, sizeBytes: MIN_PART_BYTES - 1 }, ...parts([3])];
  expect(() => checkParts(short)).toThrow("Part 2 has 5242879 bytes");
});

test("no parts, no bytes and too many bytes are refused", () => {
  expect(() => checkParts([])).toThrow("No part");
  expect(() => checkParts(parts([1], 0))).toThrow("no bytes");
  expect(checkParts(parts([1, 2], 64 * GIB))).toBe(128 * GIB);
  expect(() => checkParts([...parts([1, 2], 64 * GIB), { partNumber: 3, sizeBytes: 1 }])).toThrow("128 GiB");
});
