import type { Job } from "@/lib/contract/action";
import { ApiError } from "@/lib/contract/errors";

/** Between two looks at a job, in ms (as the vendor's own client has it; CONTRACTS: Cycle, jobs). */
const LOOK_MS = 2_000;

/** A look that failed is repeated later each time, in ms at most. */
const LONGEST_PAUSE_MS = 30_000;

/** As often in a row a job may be unknown: a provider can be slow to know what it has just begun (Cycle's client allows as many). */
const MAX_MISSES = 5;

/** As often in a row a look may fail before nobody looks any more: with the pauses between them more than a quarter of an hour. */
const MAX_FAULTS = 40;

/** How far a job is, as far as anybody here knows. `stopped`: it goes on perhaps, but `error` is in the way of looking. */
export interface JobProgress {
  state: "running" | "completed" | "failed" | "stopped";
  /** As it was seen last; null before it was seen. */
  job: Job | null;
  /** Why the last look failed. */
  error: Error | null;
  /** Looks that failed in a row. */
  faults: number;
}

export const NEW_JOB: JobProgress = { state: "running", job: null, error: null, faults: 0 };

/** A look that was answered. */
export function afterLook(job: Job): JobProgress {
  const state = job.state === "completed" || job.state === "failed" ? job.state : "running";
  return { state, job, error: null, faults: 0 };
}

/** A look that failed. */
export function afterFault(progress: JobProgress, error: Error): JobProgress {
  const faults = progress.faults + 1;
  const most = isUnknownJob(error) ? MAX_MISSES : MAX_FAULTS;
  const state = needsPerson(error) || faults > most ? "stopped" : "running";
  return { ...progress, state, error, faults };
}

/** When to look next, in ms from now; null when nobody looks any more. */
export function nextLook({ state, error, faults }: JobProgress): number | null {
  if (state !== "running") return null;
  if (error === null || isUnknownJob(error)) return LOOK_MS;
  const asked = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
  return Math.max(asked, Math.min(LOOK_MS * 2 ** Math.min(faults, 10), LONGEST_PAUSE_MS));
}

/** The provider does not know the job: not yet, or not any more. */
export function isUnknownJob(error: Error | null): boolean {
  return error instanceof ApiError && error.code === "not_found";
}

function needsPerson(error: Error): boolean {
  return (
    error instanceof ApiError &&
    (error.code === "not_signed_in" || error.code === "token_rejected" || error.code === "forbidden")
  );
}
