/** A wait shorter than this is saved up, in ms: a timer for every few kilobytes would cost more than it measures. */
const SHORTEST_WAIT_MS = 4;

/** What may be made up for, in ms: timers are late, and what they lose belongs to the rate. */
const BACKLOG_MS = 25;

/** Bytes a second, shared in turn by all who take of it. */
export class Pace {
  /** When what was taken so far has passed, in ms of `performance.now()`. */
  #passedAt = 0;

  /** @param bytesPerSecond null for no limit */
  constructor(private bytesPerSecond: number | null) {}

  /** From now on; those who wait already have waited for the old rate. */
  setRate(bytesPerSecond: number | null): void {
    this.bytesPerSecond = bytesPerSecond;
    this.#passedAt = 0;
  }

  /** Takes bytes. @returns how long to wait before the next ones, in ms */
  take(bytes: number, now = performance.now()): number {
    if (this.bytesPerSecond === null) return 0;
    this.#passedAt = Math.max(this.#passedAt, now - BACKLOG_MS) + (bytes * 1000) / this.bytesPerSecond;
    const wait = this.#passedAt - now;
    return wait < SHORTEST_WAIT_MS ? 0 : wait;
  }
}
