import type { Logger } from "pino";
import type { WorkClaims } from "@/lib/images-api/metadata/work-claims";
import { ClaimLost, type Lease, whileKept } from "./lease";

/** A server leaves an image alone for so long after an error of a store, in milliseconds: doubled each time, up to the second number. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 5 * 60_000;

/** Images of which is known how often they failed here, so that memory is bounded. */
const MAX_FAILURES = 1_000;

/** The verifications that are this server's. */
export interface VerificationRuns {
  /** Makes one that is due this server's and starts it, when there is a place for it and no other server has it. Never rejects. */
  claim(imageId: string): Promise<void>;
  /** Fills the places that are left with what is due. Rejects when the claims cannot be read. */
  claimDue(): Promise<void>;
  /** The end of what is under way for an image: whether that was the end of its verification. Undefined when nothing is. */
  ended(imageId: string): Promise<boolean> | undefined;
  abort(imageId: string): void;
  /** Stops all and gives them back. */
  close(): Promise<void>;
}

export interface VerificationRunsOptions {
  claims: WorkClaims;
  lease: Lease;
  /** So many are this server's at once. */
  places: number;
  /** Makes an image final. Rejects with the signal's reason, or with an error that decides nothing. */
  verify: (imageId: string, signal: AbortSignal) => Promise<void>;
  /** There is a place again, and may be something for it. */
  onPlace: () => void;
  log: Logger;
}

interface Failures {
  count: number;
  /** By `performance.now()`. */
  notBefore: number;
}

interface Run {
  controller: AbortController;
  ended: Promise<boolean>;
}

export function createVerificationRuns(options: VerificationRunsOptions): VerificationRuns {
  const { claims, lease, places, verify, onPlace, log } = options;
  const runs = new Map<string, Run>();
  const failures = new Map<string, Failures>();
  let isMoreDue = false;
  let isClosed = false;
  let lastTurn: Promise<void> = Promise.resolve();

  /** One claim at a time, so that there is a place for what is claimed. */
  function inTurn(claim: () => Promise<void>): Promise<void> {
    const turn = lastTurn.then(claim);
    lastTurn = turn.catch(() => undefined);
    return turn;
  }

  function start(imageId: string): void {
    const controller = new AbortController();
    const ended = run(imageId, controller.signal).finally(() => {
      runs.delete(imageId);
      if (isMoreDue) onPlace();
      isMoreDue = false;
    });
    runs.set(imageId, { controller, ended });
  }

  async function run(imageId: string, signal: AbortSignal): Promise<boolean> {
    const keep = () => claims.keepVerification(imageId, lease.forMs);
    try {
      const claim = { keep, keepEveryMs: lease.keepEveryMs, log: log.child({ imageId }) };
      await whileKept(claim, signal, (kept) => verify(imageId, kept));
      failures.delete(imageId);
      return true;
    } catch (error) {
      if (signal.aborted || error instanceof ClaimLost) failures.delete(imageId);
      else tryLater(imageId, error);
      await giveBack(imageId);
      return false;
    }
  }

  /**
   * An error says nothing of the bytes, so it never decides. Another server may try at once, for perhaps only this one's way to the
   * bytes is broken; this one takes it up again by itself when its time has come.
   */
  function tryLater(imageId: string, error: unknown): void {
    const count = failures.get(imageId)?.count ?? 0;
    const retryMs = Math.min(FIRST_RETRY_MS * 2 ** count, LONGEST_RETRY_MS);
    log.error({ imageId, err: error, retryMs }, "verification interrupted, will be tried again");
    if (failures.size >= MAX_FAILURES) failures.clear();
    failures.set(imageId, { count: count + 1, notBefore: performance.now() + retryMs });
  }

  function leftToOthers(): string[] {
    const now = performance.now();
    return [...failures].filter(([, { notBefore }]) => notBefore > now).map(([imageId]) => imageId);
  }

  async function giveBack(imageId: string): Promise<void> {
    await claims.releaseVerification(imageId).catch((reason: unknown) => logClaim(imageId, reason));
  }

  /** Nothing is lost: a claim ends by itself, and what is due is asked for again and again. */
  function logClaim(imageId: string, error: unknown): void {
    log.warn({ imageId, err: error }, "the claim of a verification could not be changed");
  }

  async function claimOne(imageId: string): Promise<void> {
    const running = runs.get(imageId);
    if (running?.controller.signal.aborted === true) await running.ended;
    await inTurn(async () => {
      if (isClosed || runs.has(imageId)) return;
      if (runs.size >= places) isMoreDue = true;
      else if (!(await claims.claimVerification(imageId, lease.forMs))) failures.delete(imageId);
      else if (isClosed) await giveBack(imageId);
      else start(imageId);
    }).catch((error: unknown) => logClaim(imageId, error));
  }

  return {
    claim: claimOne,
    claimDue: () =>
      inTurn(async () => {
        const free = places - runs.size;
        if (isClosed || free <= 0) return;
        const due = await claims.claimVerifications(free, lease.forMs, leftToOthers());
        isMoreDue = due.length === free;
        for (const { id } of due) {
          if (isClosed) await giveBack(id);
          else if (!runs.has(id)) start(id);
        }
      }),
    ended: (imageId) => runs.get(imageId)?.ended,
    abort: (imageId) => runs.get(imageId)?.controller.abort(),
    async close() {
      isClosed = true;
      for (const { controller } of runs.values()) controller.abort();
      await lastTurn;
      await Promise.all([...runs.values()].map(({ ended }) => ended));
    },
  };
}
