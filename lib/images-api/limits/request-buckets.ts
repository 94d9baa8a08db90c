/** Callers remembered, so that memory is bounded: about 1 MB. The one that asked longest ago is forgotten first. */
const MAX_CALLERS = 10_000;

/** What is left of a caller's bucket, and when that was. */
interface Bucket {
  left: number;
  at: number;
}

/**
 * A bucket of requests for each caller, which fills evenly. A full one lets a minute's requests through at once.
 * Times are milliseconds of a clock that is never set back.
 */
export class RequestBuckets {
  readonly #perMinute: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Takes one request out of the caller's bucket. @returns 0, or how many milliseconds to wait for the next one */
  take(caller: string, now: number): number {
    const perMillisecond = this.#perMinute / 60_000;
    const bucket = this.#buckets.get(caller) ?? { left: this.#perMinute, at: now };
    const left = Math.min(this.#perMinute, bucket.left + Math.max(0, now - bucket.at) * perMillisecond);
    this.#buckets.delete(caller);
    this.#buckets.set(caller, { left: left < 1 ? left : left - 1, at: now });
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > MAX_CALLERS && oldest !== undefined) this.#buckets.delete(oldest);
    return left < 1 ? (1 - left) / perMillisecond : 0;
  }

  /** Callers remembered now. */
  get size(): number {
    return this.#buckets.size;
  }
}
