import { NetworkError } from "@/lib/client/network-error";
import { ApiError } from "@/lib/contract/errors";

/** What mends an error: nothing, a person (for all items at once), waiting as the server says, or asking again. */
export function cureOf(error: unknown): "none" | "person" | "patience" | "another-try" {
  if (error instanceof NetworkError) return "another-try";
  if (!(error instanceof ApiError)) return "none";
  switch (error.code) {
    case "not_signed_in":
    case "token_rejected":
      return "person";
    case "rate_limited":
      return "patience";
    case "upstream_unreachable":
    case "upstream_timeout":
      return "another-try";
    default:
      return "none";
  }
}

/** How long the server wants to be left alone, in ms; undefined where its answer does not say. */
export function askedPause(error: unknown): number | undefined {
  const seconds = error instanceof ApiError ? error.retryAfterSeconds : undefined;
  return seconds === undefined ? undefined : seconds * 1000;
}
