/** The longest wait, in milliseconds. Timers take 24 days at most: a longer one would be over at once, again and again. */
const LONGEST_MILLISECONDS = 24 * 60 * 60 * 1_000;

/**
 * What a Retry-After header asks for, in whole milliseconds from `now` (epoch ms); null without a usable header. A day at most.
 * Both forms of RFC 9110 section 10.2.3 are read: seconds, and an HTTP date. A date in the past means no wait.
 */
export function retryAfterMilliseconds(header: string | null, now: number): number | null {
  const value = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(value)) return Math.min(LONGEST_MILLISECONDS, Number(value) * 1_000);
  // Every form of an HTTP date has a time of day; Date.parse alone would take "-1" for a year.
  if (!/\d{2}:\d{2}:\d{2}/.test(value)) return null;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.min(LONGEST_MILLISECONDS, Math.max(0, date - now));
}
