import pino from "pino";
import { expect, test } from "vitest";
import { createClockGuard } from "./clock-guard";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = 1_800_000_000_000;

function guardAt(newest: number | null) {
  const lines: { hours: number }[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  let lived = 5;
  const guard = createClockGuard({ now: NOW, elapsed: () => lived, newest, log });
  return { guard, lines, live: (milliseconds: number) => void (lived += milliseconds) };
}

test("a clock that goes on with time is believed, also after a short absence and with nothing noted", () => {
  for (const newest of [NOW - 1_000, NOW - 23 * HOUR_MS, NOW + DAY_MS, null]) {
    const { guard, live, lines } = guardAt(newest);
    expect(guard(NOW)).toBe(true);
    live(40 * DAY_MS);
    expect(guard(NOW + 40 * DAY_MS)).toBe(true);
    expect(lines).toEqual([]);
  }
});

test("one that jumps ahead is doubted for a day, says by how much, and is believed then", () => {
  const { guard, live, lines } = guardAt(NOW);
  expect(guard(NOW + 365 * DAY_MS)).toBe(false);
  expect(lines).toMatchObject([{ hours: 8760 }]);
  live(23 * HOUR_MS);
  expect(guard(NOW + 365 * DAY_MS + 23 * HOUR_MS)).toBe(false);
  live(HOUR_MS);
  expect(guard(NOW + 366 * DAY_MS)).toBe(true);
  live(HOUR_MS);
  expect(guard(NOW + 366 * DAY_MS + HOUR_MS)).toBe(true);
});

test("one that is set right meanwhile is believed at once, and its next jump is doubted anew", () => {
  const { guard, live } = guardAt(NOW);
  expect(guard(NOW + DAY_MS)).toBe(false);
  live(HOUR_MS);
  expect(guard(NOW + HOUR_MS)).toBe(true);
  live(DAY_MS);
  expect(guard(NOW + 9 * DAY_MS)).toBe(false);
});

test("a start long after what was noted last is doubted, until a day of it has passed", () => {
  const { guard, live } = guardAt(NOW - 2 * DAY_MS);
  expect(guard(NOW)).toBe(false);
  live(DAY_MS);
  expect(guard(NOW + DAY_MS)).toBe(true);
});

test("one that was set back is followed, so that its return is a jump", () => {
  const { guard } = guardAt(NOW);
  expect(guard(NOW - DAY_MS)).toBe(true);
  expect(guard(NOW)).toBe(false);
});
