import "server-only";
import { createHash } from "node:crypto";
import type { Completion } from "./complete-upload";
import { settledWithin } from "./settled-within";

/**
 * What this very process is doing for one token with uploads, by the ids of their disks: so that a second request for the same joins the
 * first, and a list does not call an upload left that is being worked on.
 */
export interface UploadRuns {
  /** Joins what goes on, or begins it. */
  complete(diskId: string, run: (isStopped: () => boolean) => Promise<Completion>): Promise<Completion>;
  /** Ends a completion after its step, for which it waits a while, and then removes. */
  remove<T>(diskId: string, run: () => Promise<T>): Promise<T>;
  /** What goes on with a disk; null when nothing does. */
  stateOf(diskId: string): "completing" | "removing" | null;
}

/** How long a removal waits for a step that is under way, in ms. */
const STEP_WAIT_MS = 10_000;

/** What goes on for all tokens. */
interface AllRuns {
  completions: Map<string, { result: Promise<Completion>; control: { isStopped: boolean } }>;
  removals: Map<string, number>;
}

/**
 * Nobody joins or ends what was begun with another token: who may see a disk may not be one who may change it. No token is kept, only
 * its digest.
 */
export function createUploadRuns(): { of(token: string): UploadRuns } {
  const all: AllRuns = { completions: new Map(), removals: new Map() };
  return { of: (token) => runsOf(all, createHash("sha256").update(token).digest("base64url")) };
}

function runsOf({ completions, removals }: AllRuns, owner: string): UploadRuns {
  const keyOf = (diskId: string): string => `${owner} ${diskId}`;
  return {
    complete(diskId, run) {
      const key = keyOf(diskId);
      const present = completions.get(key);
      if (present !== undefined) return present.result;
      const control = { isStopped: false };
      const result = run(() => control.isStopped);
      completions.set(key, { result, control });
      const forget = () => completions.delete(key);
      // Whoever asked may have stopped listening by the time it fails; the next one asks anew.
      result.then(forget, forget);
      return result;
    },
    async remove(diskId, run) {
      const key = keyOf(diskId);
      removals.set(key, (removals.get(key) ?? 0) + 1);
      const present = completions.get(key);
      try {
        if (present !== undefined) {
          present.control.isStopped = true;
          await settledWithin(present.result, STEP_WAIT_MS);
        }
        return await run();
      } finally {
        const left = (removals.get(key) ?? 1) - 1;
        if (left === 0) removals.delete(key);
        else removals.set(key, left);
      }
    },
    stateOf(diskId) {
      if (removals.has(keyOf(diskId))) return "removing";
      return completions.has(keyOf(diskId)) ? "completing" : null;
    },
  };
}
