import { expect, test } from "vitest";
import { isCalendarDate, isTimeZone, startOfDay, startOfNextDay } from "./time-zone";

test.each([
  ["2026-01-31", true],
  ["2024-02-29", true],
  ["2026-02-29", false],
  ["2026-1-1", false],
  ["2026-13-01", false],
  ["yesterday", false],
])("%s is a date: %s", (text, is) => {
  expect(isCalendarDate(text)).toBe(is);
});

test.each([
  ["UTC", true],
  ["Europe/Berlin", true],
  ["Middle-earth/Shire", false],
  ["", false],
])("%j is a time zone: %s", (name, is) => {
  expect(isTimeZone(name)).toBe(is);
});

test.each([
  ["2026-07-01", "UTC", "2026-07-01T00:00:00Z"],
  ["2026-07-01", "Asia/Kolkata", "2026-06-30T18:30:00Z"],
  ["2026-07-01", "America/Los_Angeles", "2026-07-01T07:00:00Z"],
])("%s in %s begins at %s", (date, zone, instant) => {
  expect(startOfDay(date, zone)).toBe(Date.parse(instant));
});

test("days on which the clock changes have 23 and 25 hours", () => {
  const hours = ["2026-03-29", "2026-10-25", "2026-10-26"].map(
    (date) => (startOfNextDay(date, "Europe/Berlin") - startOfDay(date, "Europe/Berlin")) / 3_600_000,
  );
  expect(hours).toEqual([23, 25, 24]);
});

test.each([
  ["2026-09-06", "America/Santiago", "2026-09-06T04:00:00Z"],
  ["2026-03-29", "Atlantic/Azores", "2026-03-29T01:00:00Z"],
  ["2026-04-24", "Africa/Cairo", "2026-04-23T22:00:00Z"],
  ["2026-10-25", "Atlantic/Azores", "2026-10-25T00:00:00Z"],
])("%s in %s, where the clock changes at midnight, begins at %s", (date, zone, instant) => {
  expect(new Date(startOfDay(date, zone))).toEqual(new Date(instant));
});

test("the reader's own zone is that of dates without one", () => {
  expect(startOfDay("2026-07-01", null)).toBe(new Date(2026, 6, 1).getTime());
});
