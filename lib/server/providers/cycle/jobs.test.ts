import { expect, test } from "vitest";
import { jobSchema } from "@/lib/contract/action";
import { toJob, toJobId } from "./jobs";
import { wireJobAnswerSchema } from "./wire-job";

const AT = "2026-03-04T10:00:00Z";
const NOT_SET = "0001-01-01T00:00:00Z";

function job(current: string, tasks: object[], error: object | null = null) {
  const answer = { data: { id: "651586fca6078e98982dbd90", state: { current, error }, tasks } };
  return jobSchema.parse(toJob(wireJobAnswerSchema.parse(answer).data));
}

function task(current: string, steps: [started: string, completed: string][] | null, error: object | null = null) {
  const told = steps?.map(([started, completed], index) => ({ caption: `Step ${index}`, started, completed })) ?? null;
  return { caption: "Import", header: "image.import", state: { current }, steps: told, error, input: { token: "t" } };
}

test.each([
  ["new", "waiting"],
  ["queued", "waiting"],
  ["scheduled", "waiting"],
  ["running", "running"],
  ["paused", "running"],
  ["completed", "completed"],
  ["error", "failed"],
  ["expired", "failed"],
])("a job that is %s is %s", (current, state) => {
  expect(job(current, []).state).toBe(state);
});

test("a task is a step, or as many as it tells", () => {
  const running: [string, string][] = [
    [AT, AT],
    [AT, NOT_SET],
    [NOT_SET, NOT_SET],
  ];
  expect(job("running", [task("completed", null), task("running", running), task("pending", [])]).steps).toEqual([
    { label: "Import", state: "completed", error: null },
    { label: "Step 0", state: "completed", error: null },
    { label: "Step 1", state: "running", error: null },
    { label: "Step 2", state: "waiting", error: null },
    { label: "Import", state: "waiting", error: null },
  ]);
});

test("a failure is told at the step where it happened, and of the job", () => {
  const error = { message: "Cannot pull https://robot:s3cret@registry.example.com." };
  const failed = job("error", [
    task(
      "error",
      [
        [AT, AT],
        [AT, NOT_SET],
      ],
      error,
    ),
    task("pending", null),
  ]);
  const message = "Cannot pull https://registry.example.com.";
  expect(failed).toMatchObject({
    error: message,
    steps: [
      { state: "completed", error: null },
      { state: "failed", error: message },
      { state: "waiting", error: null },
    ],
  });
});

test("a failure that nobody explains has a sentence all the same", () => {
  expect(job("expired", []).error).toBe("The job expired before it was done.");
  expect(job("error", [task("error", null)])).toMatchObject({
    error: "Cycle does not say why.",
    steps: [{ state: "failed", error: "Cycle does not say why." }],
  });
  expect(job("error", [], { message: "The queue is closed." }).error).toBe("The queue is closed.");
});

test("a descriptor need not name a job, and may refuse it", () => {
  expect(toJobId({})).toBeNull();
  expect(toJobId({ job: { id: "a" } })).toBe("a");
  expect(() => toJobId({ job: { id: "a", accepted: false } })).toThrow(expect.objectContaining({ code: "conflict" }));
});
