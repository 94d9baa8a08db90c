import type { Logger } from "pino";
import type { RoundName, WorkClaims } from "@/lib/images-api/metadata/work-claims";
import { ClaimLost, type Lease, whileKept } from "./lease";

export interface Round {
  name: RoundName;
  /** From the end of one to the beginning of the next, in milliseconds, whoever does them. */
  everyMs: number;
  work: (signal: AbortSignal) => Promise<void>;
}

interface RoundContext {
  claims: WorkClaims;
  lease: Lease;
  /** This server stops: somebody else may begin anew. */
  closing: AbortSignal;
  log: Logger;
}

/**
 * Does a round when it is time and no other server does it. Rejects as the work does; the round is then begun anew, here or elsewhere.
 * @returns whether it was done
 */
export async function doRound({ claims, lease, closing, log }: RoundContext, round: Round): Promise<boolean> {
  const { name, everyMs, work } = round;
  if (closing.aborted || !(await claims.beginRound(name, everyMs, lease.forMs))) return false;
  let isDone = false;
  try {
    const keep = () => claims.keepRound(name, lease.forMs);
    isDone = await whileKept(
      { keep, keepEveryMs: lease.keepEveryMs, log: log.child({ round: name }) },
      closing,
      async (signal) => {
        await work(signal);
        return !signal.aborted;
      },
    );
  } catch (error) {
    if (!closing.aborted && !(error instanceof ClaimLost)) throw error;
  } finally {
    // A lease that ends now is nobody's. One that cannot be ended ends by itself.
    const ended = isDone ? claims.endRound(name) : claims.keepRound(name, 0);
    await Promise.resolve(ended).catch((error: unknown) =>
      log.warn({ round: name, err: error }, "a round could not be ended"),
    );
  }
  return isDone;
}
