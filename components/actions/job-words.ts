import type { Job } from "@/lib/contract/action";
import { actionsText } from "@/lib/text/actions-text";

/** Why a job failed: what its steps say, and what it says itself; at least one sentence. */
export function stepErrors(job: Job | null): string[] {
  const told = [...(job?.steps.map(({ error }) => error) ?? []), job?.error ?? null].filter((error) => error !== null);
  return told.length === 0 ? [actionsText.job.failedWithoutReason] : [...new Set(told)];
}

/** Why it failed as a whole, where no step says so already. */
export function ownError({ error, steps }: Job): string | null {
  if (steps.some((step) => step.error !== null)) return steps.some((step) => step.error === error) ? null : error;
  return error ?? actionsText.job.failedWithoutReason;
}
