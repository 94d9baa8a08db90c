import { vi } from "vitest";

/** A busy machine takes its time, in milliseconds. Whoever waits for what never comes waits as long. */
const PATIENCE_MS = 15_000;

/** Repeats `check` until it throws no more, and gives what it returns. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE_MS });
}
