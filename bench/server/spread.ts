import { percentile } from "@/e2e/server/load/watch";

/** Milliseconds below which half, and all but one in a hundred, of the requests were answered. */
export interface Spread {
  p50: number;
  p99: number;
}

export function spreadOf(milliseconds: readonly number[]): Spread {
  return { p50: percentile(milliseconds, 0.5), p99: percentile(milliseconds, 0.99) };
}
