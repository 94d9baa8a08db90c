/**
 * Keeps what begins below a speed. A part cannot be slowed down once the browser sends it, so the limit spaces the parts: each
 * one costs time in proportion to its bytes, and the next begins when the time of those before it is over. Over a few parts
 * the average keeps to the limit; within one the line's own speed shows.
 */
export class SpeedLimit {
  #bytesPerSecond: number | null = null;
  /** Bytes begun whose time is not over, as of `#at` (epoch ms). */
  #owedBytes = 0;
  #at = 0;

  get bytesPerSecond(): number | null {
    return this.#bytesPerSecond;
  }

  /** Changes the limit, also for what is owed already. Null for none. */
  change(bytesPerSecond: number | null, now: number): void {
    this.#settle(now);
    this.#bytesPerSecond = bytesPerSecond;
    if (bytesPerSecond === null) this.#owedBytes = 0;
  }

  /** A part of so many bytes begins. */
  spend(bytes: number, now: number): void {
    if (this.#bytesPerSecond === null) return;
    this.#settle(now);
    this.#owedBytes += bytes;
  }

  /** Bytes that were begun and not sent: their part failed, or was aborted. */
  giveBack(bytes: number, now: number): void {
    this.#settle(now);
    this.#owedBytes = Math.max(0, this.#owedBytes - bytes);
  }

  /** Milliseconds until the next part may begin; 0 when it may now. */
  waitMilliseconds(now: number): number {
    if (this.#bytesPerSecond === null) return 0;
    this.#settle(now);
    return Math.ceil((this.#owedBytes / this.#bytesPerSecond) * 1_000);
  }

  #settle(now: number): void {
    // A clock that was set back pays nothing.
    const seconds = Math.max(0, now - this.#at) / 1_000;
    this.#at = now;
    if (this.#bytesPerSecond === null) return;
    this.#owedBytes = Math.max(0, this.#owedBytes - seconds * this.#bytesPerSecond);
  }
}
