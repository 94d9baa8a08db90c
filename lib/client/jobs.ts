import type { Job } from "@/lib/contract/action";
import { afterFault, afterLook, NEW_JOB, nextLook, type JobProgress } from "./job-progress";

// The jobs that were begun in this tab. They are looked at beside the pages: closing a dialog, or leaving a page, ends none.

export interface JobId {
  connection: string;
  jobId: string;
}

export interface FollowedJob extends JobId {
  /** Asks how far it is; throws as `getJob` does. */
  look: (connection: string, jobId: string) => Promise<Job>;
  /** Whether anybody here may still look at it: not once they are signed out. What is not wanted is forgotten without a word. */
  isWanted: () => boolean;
  /** Told when it is over, or nobody looks any more; `isWatched`: somebody looks at it on a page. */
  onEnd: (progress: JobProgress, isWatched: boolean) => void;
}

interface Entry {
  followed: FollowedJob;
  progress: JobProgress;
}

const entries = new Map<string, Entry>();
const listeners = new Map<string, Set<() => void>>();

/** Looks at a job until it is over. */
export function followJob(followed: FollowedJob): void {
  const key = keyOf(followed);
  if (entries.get(key)?.progress.state === "running") return;
  const entry: Entry = { followed, progress: NEW_JOB };
  entries.set(key, entry);
  void keepLooking(key, entry);
}

/** After it was stopped by something that is mended by now. */
export function lookAgain(id: JobId): void {
  const entry = entries.get(keyOf(id));
  if (entry?.progress.state !== "stopped") return;
  entry.progress = { ...entry.progress, state: "running", error: null, faults: 0 };
  changed(keyOf(id));
  void keepLooking(keyOf(id), entry);
}

/** Null for a job that was not begun in this tab. The object changes with each change of what it tells. */
export function jobProgressOf(id: JobId): JobProgress | null {
  return entries.get(keyOf(id))?.progress ?? null;
}

export function watchJob(id: JobId, listener: () => void): () => void {
  const key = keyOf(id);
  const watching = listeners.get(key) ?? new Set();
  listeners.set(key, watching);
  watching.add(listener);
  return () => {
    watching.delete(listener);
    if (watching.size === 0) listeners.delete(key);
  };
}

async function keepLooking(key: string, entry: Entry): Promise<void> {
  const { connection, jobId, look, isWanted, onEnd } = entry.followed;
  const forgotten = () => {
    if (isWanted()) return false;
    entries.delete(key);
    changed(key);
    return true;
  };
  for (;;) {
    if (forgotten()) return;
    try {
      entry.progress = afterLook(await look(connection, jobId));
    } catch (error) {
      entry.progress = afterFault(entry.progress, error instanceof Error ? error : new Error(String(error)));
    }
    if (forgotten()) return;
    changed(key);
    const pause = nextLook(entry.progress);
    if (pause === null) {
      onEnd(entry.progress, listeners.has(key));
      return;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, pause);
    });
  }
}

function changed(key: string): void {
  for (const notify of listeners.get(key) ?? []) notify();
}

/** Neither holds a slash. */
function keyOf({ connection, jobId }: JobId): string {
  return `${connection}/${jobId}`;
}
