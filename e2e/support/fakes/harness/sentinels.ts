/**
 * What a name such as `fail-429-disk` asks to go wrong, here `429`; null for a name that asks for nothing. Each fake says at its
 * start function which words it knows.
 */
export function sentinelOf(name: string): string | null {
  return /^fail-([a-z0-9]+)(?![A-Za-z0-9])/.exec(name)?.[1] ?? null;
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
