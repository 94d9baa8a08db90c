import "server-only";
import type { Completion } from "./complete-upload";
import { settledWithin } from "./settled-within";

/**
 * What this very process is doing with uploads, by the ids of their disks: so that a second request for the same joins the first, and
 * a list does not call an upload left that is being worked on. Only who was shown the disk with a token of their own may ask.
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

export function createUploadRuns(): UploadRuns {
  const completions = new Map<string, { result: Promise<Completion>; control: { isStopped: boolean } }>();
  const removals = new Map<string, number>();
  return {
    complete(diskId, run) {
      const present = completions.get(diskId);
      if (present !== undefined) return present.result;
      const control = { isStopped: false };
      const result = run(() => control.isStopped);
      completions.set(diskId, { result, control });
      const forget = () => completions.delete(diskId);
      // Whoever asked may have stopped listening by the time it fails; the next one asks anew.
      result.then(forget, forget);
      return result;
    },
    async remove(diskId, run) {
      removals.set(diskId, (removals.get(diskId) ?? 0) + 1);
      const present = completions.get(diskId);
      try {
        if (present !== undefined) {
          present.control.isStopped = true;
          await settledWithin(present.result, STEP_WAIT_MS);
        }
        return await run();
      } finally {
        const left = (removals.get(diskId) ?? 1) - 1;
        if (left === 0) removals.delete(diskId);
        else removals.set(diskId, left);
      }
    },
    stateOf(diskId) {
      if (removals.has(diskId)) return "removing";
      return completions.has(diskId) ? "completing" : null;
    },
  };
}
