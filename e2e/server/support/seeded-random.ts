/** Numbers that look random and come again with the same seed. */
export interface SeededRandom {
  /** A whole number from 0 on and below `limit`. */
  below(limit: number): number;
  /** Whether one in `count` says yes. */
  oneIn(count: number): boolean;
}

/** mulberry32 (public domain, Tommy Ettinger): good enough to choose moments and sizes. */
export function seededRandom(seed: number): SeededRandom {
  let state = Math.trunc(seed) % 2 ** 32;
  const next = (): number => {
    state = (state + 0x6d2b79f5) % 2 ** 32;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, oneIn: (count) => below(count) === 0 };
}
