import { expect, test } from "vitest";
import { shortenReason } from "./failure-line";

test("checksums in a reason are shortened, other numbers stay", () => {
  const reason = `Part 123456789012345 has ${"ab".repeat(32)}, not ${"cd".repeat(32)}.`;
  expect(shortenReason(reason)).toBe("Part 123456789012345 has abababababab…, not cdcdcdcdcdcd….");
});
