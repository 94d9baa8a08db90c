import type { Connection, Session } from "@/lib/contract/session";

/** `idle`: nobody was there for too long. `age`: it lasted as long as it may. */
export type SignedOutReason = "idle" | "age";

/**
 * Why a sign-in is over, as far as the clock tells: expired cookies are not sent, so the server cannot say. Null when it is not for its time.
 * @param now in epoch ms
 * @param silenceMs how long nobody was known to be there; null where it is not known
 */
export function whySignedOut(
  { signedInUntil }: Pick<Connection, "signedInUntil">,
  { idleSeconds }: Session["lifetimes"],
  { now, silenceMs }: { now: number; silenceMs: number | null },
): SignedOutReason | null {
  if (now >= Date.parse(signedInUntil)) return "age";
  // A seal is up to a tenth of the idle time older than the keep-alive that found it fresh enough.
  return silenceMs !== null && silenceMs >= idleSeconds * 900 ? "idle" : null;
}
