/** Tells the time in epoch milliseconds. */
export type Clock = () => number;

/**
 * A clock that goes on when the machine's is set back: what has expired stays expired, and what was promised for 12 hours ends after
 * 12 hours. It follows the machine's clock forwards.
 * @param wall the machine's clock, epoch milliseconds @param elapsed milliseconds since any moment, which nobody sets
 */
export function steadyClock(wall: Clock = Date.now, elapsed: () => number = () => performance.now()): Clock {
  let now = wall();
  let at = elapsed();
  return () => {
    const instant = elapsed();
    now = Math.max(wall(), now + instant - at);
    at = instant;
    return now;
  };
}
