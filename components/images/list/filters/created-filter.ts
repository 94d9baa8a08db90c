import { isCalendarDate, startOfDay, startOfNextDay } from "@/lib/utils/time-zone";

const DAY_MS = 86_400_000;

/** Lengths of time up to now, in ms, by the word that stands for each in the address. */
const PERIODS = { "24h": DAY_MS, "7d": 7 * DAY_MS, "30d": 30 * DAY_MS } as const;
export type CreatedPeriod = keyof typeof PERIODS;
export const CREATED_PERIODS: readonly CreatedPeriod[] = ["24h", "7d", "30d"];

/** When images were created: within a period before now, or on days (`2026-01-31`), first and last included, either may be open. */
export type CreatedFilter =
  | { kind: "period"; period: CreatedPeriod }
  | { kind: "days"; from: string | null; to: string | null };

/** Reads `7d`, `2026-01-01..2026-01-31`, `2026-01-01..` and `..2026-01-31`; null for anything else. */
export function parseCreatedFilter(text: string): CreatedFilter | null {
  const period = CREATED_PERIODS.find((candidate) => candidate === text);
  if (period !== undefined) return { kind: "period", period };
  const [from, to, ...more] = text.split("..");
  if (from === undefined || to === undefined || more.length > 0 || (from === "" && to === "")) return null;
  if (![from, to].every((date) => date === "" || isCalendarDate(date))) return null;
  return { kind: "days", from: from === "" ? null : from, to: to === "" ? null : to };
}

export function writeCreatedFilter(filter: CreatedFilter): string {
  return filter.kind === "period" ? filter.period : `${filter.from ?? ""}..${filter.to ?? ""}`;
}

/** Instants in epoch ms: the first that counts, and the first that does not count any more. */
export interface CreatedBounds {
  from: number;
  before: number;
}

/** @param timeZone in which days begin and end; null for the reader's own */
export function createdBounds(filter: CreatedFilter, now: number, timeZone: string | null): CreatedBounds {
  if (filter.kind === "period") return { from: now - PERIODS[filter.period], before: Number.POSITIVE_INFINITY };
  return {
    from: filter.from === null ? Number.NEGATIVE_INFINITY : startOfDay(filter.from, timeZone),
    before: filter.to === null ? Number.POSITIVE_INFINITY : startOfNextDay(filter.to, timeZone),
  };
}
