/** A name of something, as `fail-429-disk`, that makes the operations on it go wrong. */
export type Sentinel = "429" | "500" | "garbage" | "quota" | "slow" | "broken";

const SENTINEL = /^fail-(429|500|garbage|quota|slow|broken)(?![A-Za-z0-9])/;

/** What a name asks to go wrong; null for one that asks for nothing. */
export function sentinelOf(name: string): Sentinel | null {
  switch (SENTINEL.exec(name)?.[1]) {
    case "429":
      return "429";
    case "500":
      return "500";
    case "garbage":
      return "garbage";
    case "quota":
      return "quota";
    case "slow":
      return "slow";
    case "broken":
      return "broken";
    default:
      return null;
  }
}

/** Remembers what was done, so that a sentinel fails once and lets the next try pass. */
export class Once {
  readonly #seen = new Set<string>();

  /** True for the first call with a key. */
  first(key: string): boolean {
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }
}
