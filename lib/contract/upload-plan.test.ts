import fc from "fast-check";
import { expect, test } from "vitest";
import { GIB, MAX_IMAGE_BYTES, MAX_PARTS, MIB, MIN_PART_BYTES } from "./limits";
import { partCountFor, partRange, partSizeFor } from "./upload-plan";

test.each([
  { sizeBytes: 1, partSizeBytes: 16 * MIB },
  { sizeBytes: 32_000 * MIB, partSizeBytes: 16 * MIB },
  { sizeBytes: 32_000 * MIB + 1, partSizeBytes: 32 * MIB },
  { sizeBytes: 128 * GIB, partSizeBytes: 80 * MIB },
])("a file of $sizeBytes bytes has parts of $partSizeBytes bytes", ({ sizeBytes, partSizeBytes }) => {
  expect(partSizeFor(sizeBytes)).toBe(partSizeBytes);
});

test.each([0, -1, 1.5, MAX_IMAGE_BYTES + 1, Number.NaN])("there are no parts for %d bytes", (sizeBytes) => {
  expect(() => partSizeFor(sizeBytes)).toThrow(RangeError);
});

test("parts follow each other, cover every byte once and keep S3's limits", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: MAX_IMAGE_BYTES }), (sizeBytes) => {
      const partSizeBytes = partSizeFor(sizeBytes);
      const parts = partCountFor(sizeBytes, partSizeBytes);
      expect(parts).toBeLessThanOrEqual(MAX_PARTS);
      let position = 0;
      for (let part = 1; part <= parts; part++) {
        const { start, end } = partRange(part, sizeBytes, partSizeBytes);
        expect(start).toBe(position);
        expect(end).toBeGreaterThan(start);
        if (part < parts) expect(end - start).toBeGreaterThanOrEqual(MIN_PART_BYTES);
        position = end;
      }
      expect(position).toBe(sizeBytes);
    }),
    { numRuns: 50 },
  );
});
