const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Beyond this many days a date says more than a count of days. */
const RELATIVE_DAYS = 30;

const dateFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const absoluteFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
});
const clockFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** How long ago `instant` (ISO 8601) was at `now` (epoch ms), as in `5 min ago`; its date when that is over 30 days. */
export function formatRelativeTime(instant: string, now: number): string {
  const age = now - Date.parse(instant);
  // Clocks differ a little: an instant some seconds ahead of ours is still "just now".
  if (age < MINUTE_MS) return "just now";
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min ago`;
  if (age < DAY_MS) return `${Math.floor(age / HOUR_MS)} h ago`;
  if (age < RELATIVE_DAYS * DAY_MS) return `${Math.floor(age / DAY_MS)} d ago`;
  return dateFormat.format(new Date(instant));
}

/** Date and time to the second with the reader's time zone, as in `18 Sept 2026, 14:05:09 CEST`. */
export function formatAbsoluteTime(instant: string): string {
  return absoluteFormat.format(new Date(instant));
}

/** When something in the near future happens, in the reader's time zone: `14:05`, with the date if it is not on the day of `now`. */
export function formatClock(instant: string, now: number): string {
  const date = new Date(instant);
  const clock = clockFormat.format(date);
  return date.toDateString() === new Date(now).toDateString() ? clock : `${clock} on ${dateFormat.format(date)}`;
}
