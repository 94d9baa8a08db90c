/** Wrong tokens an address may send before its answers are delayed. */
const FREE_FAILURES = 5;

/** Wrong tokens after which an address is told to wait. */
const MAX_FAILURES = 20;

/** One failure is forgotten in this time, in milliseconds: ten guesses a minute is what an address gets in the long run. */
const FORGET_MS = 6_000;

/** Each failure beyond the free ones delays its answer by this much more, in milliseconds, up to the limit. */
const DELAY_STEP_MS = 100;
const MAX_DELAY_MS = 1_000;

/** Addresses remembered, so that memory is bounded: about 1 MB. The one that failed longest ago is forgotten first. */
const MAX_ADDRESSES = 10_000;

/** Counts wrong tokens by address in leaky buckets. Times are epoch milliseconds. */
export class FailureThrottle {
  /** `debtMs`: how long it takes from `at` until every failure is forgotten. */
  readonly #buckets = new Map<string, { debtMs: number; at: number }>();

  /** How long this address has to wait before a token that was never right before is looked at; 0 when it need not. */
  waitMs(address: string, now: number): number {
    return Math.max(0, this.#debtMs(address, now) - (MAX_FAILURES - 1) * FORGET_MS);
  }

  /** Counts a wrong token. @returns how long to hold the answer back, in milliseconds */
  fail(address: string, now: number): number {
    const debtMs = this.#debtMs(address, now) + FORGET_MS;
    this.#buckets.delete(address);
    this.#buckets.set(address, { debtMs, at: now });
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > MAX_ADDRESSES && oldest !== undefined) this.#buckets.delete(oldest);
    const excess = Math.floor(debtMs / FORGET_MS) - FREE_FAILURES;
    return Math.min(Math.max(0, excess) * DELAY_STEP_MS, MAX_DELAY_MS);
  }

  /** Addresses remembered now. */
  get size(): number {
    return this.#buckets.size;
  }

  #debtMs(address: string, now: number): number {
    const bucket = this.#buckets.get(address);
    // A clock that was set back makes no time pass.
    return bucket === undefined ? 0 : Math.max(0, bucket.debtMs - Math.max(0, now - bucket.at));
  }
}
