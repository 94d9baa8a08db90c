import fc from "fast-check";
import { expect, test } from "vitest";
import { formatBytes, formatExactBytes } from "./format-bytes";

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1024, "1 KiB"],
  [1536, "1.50 KiB"],
  [16 * 1024 ** 2, "16 MiB"],
  [1_300_234_240, "1.21 GiB"],
  [128 * 1024 ** 3, "128 GiB"],
  [3000 * 1024 ** 4, "3000 TiB"],
])("%d bytes read as %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test("one byte less than a full unit never reads as the full unit", () => {
  expect(formatBytes(1024 ** 3 - 1)).toBe("1023 MiB");
  expect(formatBytes(10 * 1024 ** 3 - 1)).toBe("9.99 GiB");
});

test("a larger length never reads as a smaller number of the same unit", () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), fc.nat(2 ** 31 - 1), (a, b) => {
      const [small, smallUnit] = formatBytes(Math.min(a, b)).split(" ");
      const [large, largeUnit] = formatBytes(Math.max(a, b)).split(" ");
      if (smallUnit === largeUnit) expect(Number(small)).toBeLessThanOrEqual(Number(large));
    }),
  );
});

test("the exact length groups its digits", () => {
  expect(formatExactBytes(1)).toBe("1 byte");
  expect(formatExactBytes(1_300_234_240)).toBe("1,300,234,240 bytes");
});
