import { expect, test } from "vitest";
import type { Job, JobState } from "@/lib/contract/action";
import { ApiError } from "@/lib/contract/errors";
import { afterFault, afterLook, NEW_JOB, nextLook, type JobProgress } from "./job-progress";
import { NetworkError } from "./network-error";

const job = (state: JobState): Job => ({ id: "job_1", state, steps: [], error: null });
const unknown = new ApiError("not_found", "There is no such job.");

function afterFaults(count: number, error: Error, progress: JobProgress = NEW_JOB): JobProgress {
  return Array.from({ length: count }).reduce<JobProgress>((before) => afterFault(before, error), progress);
}

test("a job is looked at every two seconds until it is over", () => {
  expect(nextLook(NEW_JOB)).toBe(2000);
  expect(nextLook(afterLook(job("waiting")))).toBe(2000);
  expect(nextLook(afterLook(job("running")))).toBe(2000);
  expect(nextLook(afterLook(job("completed")))).toBeNull();
  expect(nextLook(afterLook(job("failed")))).toBeNull();
});

test("it may be unknown five times in a row, and not once more", () => {
  expect(afterFaults(5, unknown)).toMatchObject({ state: "running", faults: 5 });
  expect(nextLook(afterFaults(5, unknown))).toBe(2000);
  expect(afterFaults(6, unknown).state).toBe("stopped");
  const seen = afterLook(job("running"));
  expect(afterFaults(5, unknown, seen)).toMatchObject({ state: "running", job: job("running") });
  expect(afterLook(job("running")).faults).toBe(0);
});

test("a look that fails is repeated, later each time", () => {
  const down = new NetworkError("The server cannot be reached.");
  expect([1, 2, 3, 9].map((count) => nextLook(afterFaults(count, down)))).toEqual([4000, 8000, 16_000, 30_000]);
  expect(afterFaults(41, down).state).toBe("stopped");
});

test("a server that asks for patience is given it", () => {
  const limited = new ApiError("rate_limited", "Slow down.", { retryAfterSeconds: 45 });
  expect(nextLook(afterFault(NEW_JOB, limited))).toBe(45_000);
});

test("what only a person can mend ends the looking", () => {
  const refused = afterFault(afterLook(job("running")), new ApiError("token_rejected", "Sign in."));
  expect(refused).toMatchObject({ state: "stopped", job: job("running") });
  expect(nextLook(refused)).toBeNull();
});
