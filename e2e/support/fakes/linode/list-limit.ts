const WINDOW_MS = 60_000;

/** What the answer's headers say of a token's allowance. `waitSeconds` is 0 while there is some left. */
export interface Allowance {
  limit: number;
  remaining: number;
  /** Epoch seconds. */
  reset: number;
  waitSeconds: number;
}

/** Counts a token's requests for the list of images: Linode answers 20 a minute. */
export class ListLimit {
  readonly #asked = new Map<string, number[]>();

  constructor(readonly limit: number) {}

  count(token: string): Allowance {
    const now = Date.now();
    const recent = (this.#asked.get(token) ?? []).filter((at) => at > now - WINDOW_MS);
    const oldest = recent[0] ?? now;
    const isOver = recent.length >= this.limit;
    if (!isOver) recent.push(now);
    this.#asked.set(token, recent);
    return {
      limit: this.limit,
      remaining: Math.max(0, this.limit - recent.length),
      reset: Math.ceil((oldest + WINDOW_MS) / 1000),
      waitSeconds: isOver ? Math.ceil((oldest + WINDOW_MS - now) / 1000) : 0,
    };
  }
}
