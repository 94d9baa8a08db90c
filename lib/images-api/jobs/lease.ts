import type { Logger } from "pino";

/** How long claims last, in milliseconds. */
export interface Lease {
  /** Without a word of its server: so long work of a dead one lies still. */
  forMs: number;
  /** Between two words. Three fit into a lease, so that one that is late or lost costs nothing. */
  keepEveryMs: number;
}

export const LEASE: Lease = { forMs: 30_000, keepEveryMs: 10_000 };

/** The work is another server's by now, or due no more. */
export class ClaimLost extends Error {
  override readonly name = "ClaimLost";

  constructor() {
    super("The work is not this server's any more.");
  }
}

interface Claim {
  /** @returns false when it is not this server's any more */
  keep: () => Promise<boolean>;
  keepEveryMs: number;
  log: Logger;
}

/**
 * Keeps a claim while `work` goes on; its signal is aborted by `signal`, and with ClaimLost when the claim is lost. A claim that
 * cannot be kept for an error stops nothing: whoever takes it over does the same.
 */
export async function whileKept<Result>(
  { keep, keepEveryMs, log }: Claim,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const lost = new AbortController();
  let keeping: Promise<void> = Promise.resolve();
  let isKeeping = false;

  async function keepOnce(): Promise<void> {
    isKeeping = true;
    try {
      if (!(await keep())) lost.abort(new ClaimLost());
    } catch (error) {
      log.warn({ err: error }, "a claim could not be kept, will be tried again");
    }
    isKeeping = false;
  }

  const timer = setInterval(() => {
    if (!isKeeping) keeping = keepOnce();
  }, keepEveryMs);
  timer.unref();
  try {
    return await work(AbortSignal.any([signal, lost.signal]));
  } finally {
    clearInterval(timer);
    // What follows may give the claim back: it must not be kept after that.
    await keeping;
  }
}
