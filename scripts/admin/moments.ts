import { InvalidArgumentError } from "commander";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A hundred years: longer than any of it lasts. */
const MAX_DAYS = 36_500;

/** `30d`: so many days from now. `2027-01-31`: the beginning of that day, UTC. @returns epoch milliseconds */
export function parseExpiry(text: string, now = Date.now()): number {
  const moment = parseMoment(text, now, 1);
  if (moment <= now)
    throw new InvalidArgumentError("That is past. Give days (30d), or a day or a time to come (2027-01-31).");
  return moment;
}

/** `7d`: so many days ago. `2026-12-24` or `2026-12-24T18:00:00Z`: from then on. @returns epoch milliseconds */
export function parseSince(text: string, now = Date.now()): number {
  return parseMoment(text, now, -1);
}

function parseMoment(text: string, now: number, direction: 1 | -1): number {
  const days = /^([1-9]\d{0,4})d$/.exec(text)?.[1];
  if (days !== undefined && Number(days) <= MAX_DAYS) return now + direction * Number(days) * DAY_MS;
  const moment = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z)?$/.test(text) ? Date.parse(text) : Number.NaN;
  // Node takes 31 February for a day in March.
  if (Number.isNaN(moment) || !new Date(moment).toISOString().startsWith(text.slice(0, 10))) {
    throw new InvalidArgumentError("Give days (30d), a day (2027-01-31) or a time (2027-01-31T18:00:00Z).");
  }
  return moment;
}
