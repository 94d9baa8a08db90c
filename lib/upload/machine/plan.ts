import type { UploadPlan } from "@/lib/contract/upload-plan";

// What an upload's plan means for its course, beside how it divides the file.

/** A part whose URL is refused is signed again this many times in a row: then something other than its age is wrong. */
export const MAX_REFUSALS_IN_A_ROW = 3;

/** As many as `MAX_REFUSALS_IN_A_ROW` allows; of a `single` plan the URL is always the same, so one more try is enough. */
export function mostRefusals(plan: UploadPlan): number {
  return plan.kind === "single" ? 1 : MAX_REFUSALS_IN_A_ROW;
}

/**
 * Whether `complete` may be asked for until its answer is final, and is the only question: some providers do a step of the work at each.
 * The images API takes it once, and its status is read.
 */
export function completesByAsking(plan: UploadPlan): boolean {
  return plan.kind !== "multipart";
}

/** Whether a try that broke begins again with the first byte. */
export function beginsAnew(plan: UploadPlan): boolean {
  return plan.kind === "single";
}

/** Until when the provider takes the file, in epoch milliseconds; null where it says nothing. */
export function expiryOf(plan: UploadPlan): number | null {
  return plan.kind === "single" ? Date.parse(plan.expiresAt) : null;
}
