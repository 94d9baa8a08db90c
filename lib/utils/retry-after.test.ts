import { expect, test } from "vitest";
import { retryAfterMilliseconds } from "./retry-after";

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

test.each([
  { header: "0", milliseconds: 0 },
  { header: " 120 ", milliseconds: 120_000 },
  { header: "Fri, 02 Jan 2026 03:04:35 GMT", milliseconds: 30_000 },
  { header: "Fri, 02 Jan 2026 03:04:00 GMT", milliseconds: 0 },
  { header: "2592000", milliseconds: 86_400_000 },
  { header: "Sun, 01 Feb 2026 03:04:05 GMT", milliseconds: 86_400_000 },
  { header: null, milliseconds: null },
  { header: "", milliseconds: null },
  { header: "-1", milliseconds: null },
  { header: "1.5", milliseconds: null },
  { header: "soon", milliseconds: null },
])("Retry-After: $header asks for $milliseconds ms", ({ header, milliseconds }) => {
  expect(retryAfterMilliseconds(header, NOW)).toBe(milliseconds);
});
