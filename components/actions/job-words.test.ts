import { expect, test } from "vitest";
import type { Job } from "@/lib/contract/action";
import { ownError, stepErrors } from "./job-words";

const job = (error: string | null, ...errors: (string | null)[]): Job => ({
  id: "job_1",
  state: "failed",
  error,
  steps: errors.map((stepError) => ({ label: "Pull", state: "failed", error: stepError })),
});

test("a failure always has a reason, each said once", () => {
  expect(stepErrors(job("No disk.", null, "No disk.", "No luck."))).toEqual(["No disk.", "No luck."]);
  expect(stepErrors(job(null, null))).toEqual(["The provider does not say why."]);
  expect(stepErrors(null)).toEqual(["The provider does not say why."]);
});

test("the job's own reason stands where no step says it", () => {
  expect(ownError(job("No disk.", "No disk."))).toBeNull();
  expect(ownError(job(null, "No disk."))).toBeNull();
  expect(ownError(job("It expired.", "No disk."))).toBe("It expired.");
  expect(ownError(job(null, null))).toBe("The provider does not say why.");
});
