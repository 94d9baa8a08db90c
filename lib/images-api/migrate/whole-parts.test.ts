import { expect, test } from "vitest";
import { MAX_IMAGE_BYTES, MAX_PART_BYTES, MAX_PARTS, MIB, MIN_PART_BYTES } from "@/lib/contract/limits";
import { wholeParts } from "./whole-parts";

test.each([1, 64 * MIB, 64 * MIB + 1, 200 * MIB, MAX_IMAGE_BYTES])("%i bytes make parts that stores take", (size) => {
  const parts = wholeParts(size);
  expect(parts.reduce((sum, part) => sum + part.sizeBytes, 0)).toBe(size);
  expect(parts.map(({ partNumber }) => partNumber)).toEqual(parts.map((_, index) => index + 1));
  expect(parts.length).toBeLessThanOrEqual(MAX_PARTS);
  for (const { sizeBytes } of parts) expect(sizeBytes).toBeLessThanOrEqual(MAX_PART_BYTES);
  for (const { sizeBytes } of parts.slice(0, -1)) expect(sizeBytes).toBeGreaterThanOrEqual(MIN_PART_BYTES);
});

test("nothing makes no parts", () => {
  expect(wholeParts(0)).toEqual([]);
});
