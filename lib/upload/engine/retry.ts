import type { Fault } from "@/lib/upload/machine/fault";
import { backoffMilliseconds } from "@/lib/utils/backoff";

/**
 * Waits before a part whose URL was refused is signed again, in milliseconds. An expired URL is mended by a new one at once; clocks
 * that disagree and permissions that were just given take a while, so the three tries reach over more than a minute.
 */
const REFUSAL_WAITS = [0, 10_000, 60_000] as const;

/** Jitter on top of a later one of these waits, in milliseconds at most. */
const REFUSAL_JITTER = 5_000;

/**
 * When to try again, in epoch milliseconds.
 * @param attempt tries that failed, this one included; of a refused URL those refused in a row
 * @param random uniform in [0, 1)
 */
export function retryTime(fault: Fault, attempt: number, now: number, random: number): number {
  switch (fault.kind) {
    case "network":
      return now + backoffMilliseconds(attempt, random);
    case "busy":
      // Jitter on top of what the server asked for: clients that it turned away together should not return together.
      return now + (fault.retryAfterMilliseconds ?? 0) + backoffMilliseconds(attempt, random);
    case "refused": {
      const wait = REFUSAL_WAITS[Math.max(0, attempt - 1)] ?? 60_000;
      return wait === 0 ? now : now + wait + random * REFUSAL_JITTER;
    }
    case "unauthorized":
    case "stopped":
      return now;
    default:
      return fault satisfies never;
  }
}
