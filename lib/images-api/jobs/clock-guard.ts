import type pino from "pino";

const HOUR_MS = 60 * 60 * 1000;

/** A clock that is so much further than time that was lived through, in milliseconds, jumped: no server is corrected by an hour. */
const JUMP_MS = HOUR_MS;

/** A server that was away for longer, in milliseconds, cannot tell its absence from a clock that is wrong. */
const LONGEST_ABSENCE_MS = 24 * HOUR_MS;

/** So long, in milliseconds, somebody has to set a wrong clock right, before it is believed. */
const DOUBT_MS = 24 * HOUR_MS;

export interface ClockGuardOptions {
  /** The machine's clock when this guard was made, epoch milliseconds. */
  now: number;
  /** Milliseconds since any moment, from a clock that nobody sets. */
  elapsed: () => number;
  /** The latest moment that was ever noted, epoch milliseconds; null when none was. */
  newest: number | null;
  log: pino.Logger;
}

/** @returns whether `now` may be believed, epoch milliseconds */
export type ClockGuard = (now: number) => boolean;

/**
 * Doubts a clock that jumped ahead. A date that is a year off, from a dead battery or a wrong hand, would otherwise give up every upload
 * and remove the bytes of everything deleted within one round; what waits a day longer is lost by nobody.
 */
export function createClockGuard({ now, elapsed, newest, log }: ClockGuardOptions): ClockGuard {
  /** By how much the machine's clock is ahead of ours; only differences count. */
  let believed = (newest !== null && now - newest > LONGEST_ABSENCE_MS ? newest : now) - elapsed();
  let doubtsSince: number | null = null;

  return (time) => {
    const aheadMs = time - elapsed() - believed;
    if (aheadMs <= JUMP_MS) {
      // A clock that was set back lets things be kept for longer.
      believed += Math.min(aheadMs, 0);
      doubtsSince = null;
      return true;
    }
    doubtsSince ??= elapsed();
    if (elapsed() - doubtsSince >= DOUBT_MS) {
      believed += aheadMs;
      doubtsSince = null;
      return true;
    }
    const hours = Math.round(aheadMs / HOUR_MS);
    log.warn(
      { hours },
      "the clock is far ahead of what was noted last: nothing is given up or removed by age for a day, unless it is set right before",
    );
    return false;
  };
}
