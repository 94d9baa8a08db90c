const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Beyond this many days a date says more than a count of days. */
const RELATIVE_DAYS = 30;

const DATE: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
const CLOCK: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
const ABSOLUTE: Intl.DateTimeFormatOptions = { ...DATE, ...CLOCK, second: "2-digit", timeZoneName: "short" };

/** Making a format costs much more than using it. By options, then by time zone; "" is the reader's own. */
const formats = new Map<Intl.DateTimeFormatOptions, Map<string, Intl.DateTimeFormat>>();

/**
 * How long ago `instant` (ISO 8601) was at `now` (epoch ms), as in `5 min ago`; when that is over 30 days its date, in the time zone
 * or, for null, the reader's own.
 */
export function formatRelativeTime(instant: string, now: number, timeZone: string | null = null): string {
  const age = now - Date.parse(instant);
  // Clocks differ a little: an instant some seconds ahead of ours is still "just now".
  if (age < MINUTE_MS) return "just now";
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min ago`;
  if (age < DAY_MS) return `${Math.floor(age / HOUR_MS)} h ago`;
  if (age < RELATIVE_DAYS * DAY_MS) return `${Math.floor(age / DAY_MS)} d ago`;
  return formatIn(DATE, timeZone).format(new Date(instant));
}

/** Date and time to the second with the time zone, null for the reader's own, as in `18 Sept 2026, 14:05:09 CEST`. */
export function formatAbsoluteTime(instant: string, timeZone: string | null = null): string {
  return formatIn(ABSOLUTE, timeZone).format(new Date(instant));
}

/**
 * When something in the near future happens, in the time zone or, for null, the reader's own: `14:05`, with the date if it is not
 * on the day of `now`.
 */
export function formatClock(instant: string, now: number, timeZone: string | null = null): string {
  const clock = formatIn(CLOCK, timeZone).format(new Date(instant));
  const day = formatIn(DATE, timeZone).format(new Date(instant));
  return day === formatIn(DATE, timeZone).format(new Date(now)) ? clock : `${clock} on ${day}`;
}

function formatIn(options: Intl.DateTimeFormatOptions, timeZone: string | null): Intl.DateTimeFormat {
  let byZone = formats.get(options);
  if (byZone === undefined) formats.set(options, (byZone = new Map()));
  let format = byZone.get(timeZone ?? "");
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", { ...options, ...(timeZone === null ? {} : { timeZone }) });
    byZone.set(timeZone ?? "", format);
  }
  return format;
}
