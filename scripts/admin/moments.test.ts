import { expect, test } from "vitest";
import { parseExpiry, parseSince } from "./moments";

const NOW = Date.UTC(2026, 10, 21, 12);

test("days and dates are understood", () => {
  expect(new Date(parseExpiry("30d", NOW)).toISOString()).toBe("2026-12-21T12:00:00.000Z");
  expect(new Date(parseExpiry("2027-01-31", NOW)).toISOString()).toBe("2027-01-31T00:00:00.000Z");
  expect(new Date(parseSince("7d", NOW)).toISOString()).toBe("2026-11-14T12:00:00.000Z");
  expect(new Date(parseSince("2026-11-21T10:30:00Z", NOW)).toISOString()).toBe("2026-11-21T10:30:00.000Z");
});

test.each([
  "",
  "30",
  "0d",
  "-1d",
  "99999d",
  "1e3d",
  "2027-02-31",
  "2027-13-01",
  "31.1.2027",
  "tomorrow",
  "2027-01-31T25:00:00Z",
])("%j is no moment", (text) => {
  expect(() => parseExpiry(text, NOW)).toThrow("Give days");
  expect(() => parseSince(text, NOW)).toThrow("Give days");
});

test("nothing expires in the past", () => {
  expect(() => parseExpiry("2026-11-21", NOW)).toThrow("That is past");
});
