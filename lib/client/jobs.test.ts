import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Job, JobState } from "@/lib/contract/action";
import { ApiError } from "@/lib/contract/errors";
import type { JobProgress } from "./job-progress";
import { followJob, jobProgressOf, lookAgain, watchJob } from "./jobs";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const job = (state: JobState): Job => ({ id: "job", state, steps: [], error: null });

const isWanted = () => true;

/** Answers one after the other, the last one again and again. */
function answering(...answers: (JobState | ApiError)[]) {
  let looks = 0;
  const look = async (): Promise<Job> => {
    const answer = answers[Math.min(looks, answers.length - 1)] ?? "waiting";
    looks += 1;
    if (answer instanceof ApiError) throw answer;
    return job(answer);
  };
  return { look, count: () => looks };
}

test("a job is followed to its end, once, and whoever began it is told", async () => {
  const id = { connection: "cycle", jobId: "one" };
  const ends: { progress: JobProgress; isWatched: boolean }[] = [];
  const { look, count } = answering(new ApiError("not_found", "Not yet."), "running", "completed");
  const onEnd = (progress: JobProgress, isWatched: boolean) => void ends.push({ progress, isWatched });
  followJob({ ...id, look, isWanted, onEnd });
  followJob({ ...id, look, isWanted, onEnd });
  await vi.advanceTimersByTimeAsync(0);
  expect(jobProgressOf(id)).toMatchObject({ state: "running", job: null, faults: 1 });
  await vi.advanceTimersByTimeAsync(2000);
  expect(jobProgressOf(id)).toMatchObject({ state: "running", job: job("running") });
  await vi.advanceTimersByTimeAsync(2000);
  expect(jobProgressOf(id)).toMatchObject({ state: "completed" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(count()).toBe(3);
  expect(ends).toEqual([{ progress: jobProgressOf(id), isWatched: false }]);
});

test("whoever looks at it is told each change, and the end is known to be seen", async () => {
  const id = { connection: "cycle", jobId: "two" };
  const listener = vi.fn<() => void>();
  const watched: boolean[] = [];
  followJob({
    ...id,
    look: answering("running", "failed").look,
    isWanted,
    onEnd: (_, isWatched) => void watched.push(isWatched),
  });
  const stop = watchJob(id, listener);
  await vi.advanceTimersByTimeAsync(2000);
  expect(listener).toHaveBeenCalledTimes(2);
  expect(watched).toEqual([true]);
  stop();
});

test("what was in the way is mended: it is looked at again", async () => {
  const id = { connection: "cycle", jobId: "three" };
  const { look } = answering(new ApiError("token_rejected", "Sign in."), "completed");
  followJob({ ...id, look, isWanted, onEnd: () => undefined });
  await vi.advanceTimersByTimeAsync(0);
  expect(jobProgressOf(id)?.state).toBe("stopped");
  lookAgain(id);
  await vi.advanceTimersByTimeAsync(0);
  expect(jobProgressOf(id)?.state).toBe("completed");
});

test("nobody is told of a job after signing out, and it is looked at no more", async () => {
  const id = { connection: "cycle", jobId: "four" };
  const { look, count } = answering("running");
  const onEnd = vi.fn<() => void>();
  let isSignedIn = true;
  followJob({ ...id, look, isWanted: () => isSignedIn, onEnd });
  await vi.advanceTimersByTimeAsync(0);
  isSignedIn = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(count()).toBe(1);
  expect(onEnd).not.toHaveBeenCalled();
  expect(jobProgressOf(id)).toBeNull();
});

test("a job that was not begun here is not known", () => {
  expect(jobProgressOf({ connection: "cycle", jobId: "unheard-of" })).toBeNull();
});
