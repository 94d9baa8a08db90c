import { backoffMilliseconds } from "@/lib/utils/backoff";
import type { Fault } from "./fault";

/**
 * When to try again, in epoch milliseconds.
 * @param attempt tries that failed, this one included
 * @param random uniform in [0, 1)
 */
export function retryTime(fault: Fault, attempt: number, now: number, random: number): number {
  switch (fault.kind) {
    case "network":
      return now + backoffMilliseconds(attempt, random);
    case "busy":
      // Jitter on top of what the server asked for: clients that it turned away together should not return together.
      return now + (fault.retryAfterMilliseconds ?? 0) + backoffMilliseconds(attempt, random);
    case "refused":
      // An expired URL is mended by a new one: no reason to wait the first time.
      return attempt <= 1 ? now : now + backoffMilliseconds(attempt, random);
    case "stopped":
      return now;
    default:
      return fault satisfies never;
  }
}
