import { expect, test } from "vitest";
import { createdBounds, parseCreatedFilter, writeCreatedFilter } from "./created-filter";

test.each(["24h", "7d", "30d", "2026-01-01..2026-01-31", "2026-01-01..", "..2026-01-31"])(
  "%s is read and written",
  (text) => {
    const filter = parseCreatedFilter(text);
    expect(filter === null ? null : writeCreatedFilter(filter)).toBe(text);
  },
);

test.each(["", "..", "8d", "2026-01-01", "2026-13-01..", "2026-02-30..", "1..2", "2026-01-01..2026-01-02..2026-01-03"])(
  "%j is nothing that could be asked for",
  (text) => {
    expect(parseCreatedFilter(text)).toBeNull();
  },
);

test("a period ends now and stays open", () => {
  const now = Date.parse("2026-03-04T10:00:00Z");
  expect(createdBounds({ kind: "period", period: "24h" }, now, null)).toEqual({
    from: Date.parse("2026-03-03T10:00:00Z"),
    before: Number.POSITIVE_INFINITY,
  });
});

test("days begin and end by the clock of the time zone, and the last one counts whole", () => {
  const bounds = createdBounds({ kind: "days", from: "2026-03-04", to: "2026-03-04" }, 0, "Asia/Tokyo");
  expect(bounds).toEqual({ from: Date.parse("2026-03-03T15:00:00Z"), before: Date.parse("2026-03-04T15:00:00Z") });
});
