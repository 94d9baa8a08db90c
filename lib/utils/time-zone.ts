const DAY_MS = 86_400_000;

/** Whether the text is a date as `<input type="date">` gives it, `2026-01-31`, and in the calendar. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whether the browser knows a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/**
 * The instant, epoch ms, at which a day begins by the clock of a time zone.
 * @param date as in `isCalendarDate`
 * @param timeZone null for the reader's own
 */
export function startOfDay(date: string, timeZone: string | null): number {
  return clockInstant(Date.parse(`${date}T00:00:00Z`), timeZone);
}

/** The instant at which the day after this one begins; days of 23 and 25 hours included. */
export function startOfNextDay(date: string, timeZone: string | null): number {
  return clockInstant(Date.parse(`${date}T00:00:00Z`) + DAY_MS, timeZone);
}

/** The instant at which the zone's clock shows what UTC's clock shows at `clock`, or is put forward over it. */
function clockInstant(clock: number, timeZone: string | null): number {
  // The first guess may lie on the other side of a change of the clock.
  const guess = clock - offset(clock, timeZone);
  const before = offset(guess, timeZone);
  const better = clock - before;
  // Where the clock never shows it, as at midnight in Santiago once a year, the two lie on either side: the change is the later one.
  return offset(better, timeZone) === before ? better : Math.max(guess, better);
}

/** How far the zone's clock is ahead of UTC at an instant, in ms. */
function offset(instant: number, timeZone: string | null): number {
  const parts = new Intl.DateTimeFormat("en", {
    ...(timeZone === null ? {} : { timeZone }),
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const value = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(
    value("year"),
    value("month") - 1,
    value("day"),
    value("hour"),
    value("minute"),
    value("second"),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}
