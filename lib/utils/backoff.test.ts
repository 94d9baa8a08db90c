import fc from "fast-check";
import { expect, test } from "vitest";
import { backoffMilliseconds } from "./backoff";

test.each([
  { attempt: 1, longest: 1_000 },
  { attempt: 2, longest: 2_000 },
  { attempt: 6, longest: 32_000 },
  { attempt: 7, longest: 60_000 },
  { attempt: 5_000, longest: 60_000 },
])("after $attempt failed tries the wait is at most $longest ms", ({ attempt, longest }) => {
  expect(backoffMilliseconds(attempt, 0.999_999_9)).toBe(longest);
  expect(backoffMilliseconds(attempt, 0.5)).toBe(longest / 2);
  expect(backoffMilliseconds(attempt, 0)).toBe(0);
});

test("a wait is never negative and never over a minute", () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const wait = backoffMilliseconds(attempt, random);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(60_000);
    }),
  );
});
