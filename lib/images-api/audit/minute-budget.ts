const MINUTE_MS = 60_000;

/** Groups remembered, so that memory is bounded. */
const MAX_GROUPS = 1_000;

/** Lets through the first of each key in each minute, and no more than so many of a group. */
export class MinuteBudget {
  readonly #keysInGroup: number;
  #minute = 0;
  readonly #groups = new Map<string, Set<string>>();

  constructor(keysInGroup: number) {
    this.#keysInGroup = keysInGroup;
  }

  /** `now`: epoch milliseconds. @returns false for what came before in this minute, and for what is too much */
  take(group: string, key: string, now: number): boolean {
    const minute = Math.floor(now / MINUTE_MS);
    // Also after a clock was set back.
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#groups.clear();
    }
    const keys = this.#groups.get(group) ?? new Set();
    if (keys.has(key) || keys.size >= this.#keysInGroup) return false;
    if (!this.#groups.has(group) && this.#groups.size >= MAX_GROUPS) return false;
    this.#groups.set(group, keys.add(key));
    return true;
  }

  /** Lets the key through once more: what it was taken for did not happen. */
  giveBack(group: string, key: string): void {
    this.#groups.get(group)?.delete(key);
  }
}
