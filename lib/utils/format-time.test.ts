import { expect, test } from "vitest";
import { formatAbsoluteTime, formatClock, formatRelativeTime } from "./format-time";

const created = "2026-03-04T10:00:00.000Z";
const after = (seconds: number) => Date.parse(created) + seconds * 1000;

test.each([
  [-20, "just now"],
  [59, "just now"],
  [60, "1 min ago"],
  [3_599, "59 min ago"],
  [3_600, "1 h ago"],
  [86_399, "23 h ago"],
  [86_400 * 2, "2 d ago"],
  [86_400 * 29, "29 d ago"],
])("after %d seconds it was %s", (seconds, text) => {
  expect(formatRelativeTime(created, after(seconds))).toBe(text);
});

test("after a month its date is shown", () => {
  expect(formatRelativeTime(created, after(86_400 * 31))).toMatch(/Mar 2026$/);
});

test("the absolute time names the time zone", () => {
  expect(formatAbsoluteTime(created)).toMatch(/^\d{1,2} Mar 2026, \d{2}:00:00 \S+$/);
});

test("a chosen time zone is used, and named", () => {
  expect(formatAbsoluteTime(created, "Asia/Kolkata")).toBe("4 Mar 2026, 15:30:00 GMT+5:30");
  expect(formatAbsoluteTime(created, "UTC")).toBe("4 Mar 2026, 10:00:00 UTC");
  const late = "2026-03-04T20:00:00.000Z";
  expect(formatRelativeTime(late, Date.parse(late) + 86_400_000 * 31, "Asia/Tokyo")).toBe("5 Mar 2026");
});

test("an hour today needs no date, one on another day does", () => {
  const noon = new Date(2026, 2, 4, 12, 0).getTime();
  expect(formatClock(new Date(2026, 2, 4, 14, 5).toISOString(), noon)).toBe("14:05");
  expect(formatClock(new Date(2026, 2, 5, 1, 5).toISOString(), noon)).toBe("01:05 on 5 Mar 2026");
});
