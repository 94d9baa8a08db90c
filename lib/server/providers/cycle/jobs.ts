import "server-only";
import type { Job, JobState } from "@/lib/contract/action";
import { ApiError } from "@/lib/contract/errors";
import { cycleText } from "@/lib/text/cycle-text";
import { withoutCredentials } from "./scrub";
import type { WireJob, WireJobDescriptor, WireTask } from "./wire-job";

type Step = Job["steps"][number];

/** The id of work that was begun; null where Cycle does not tell it. @throws ApiError `conflict` when it was refused */
export function toJobId({ job }: WireJobDescriptor): string | null {
  if (job?.accepted === false) throw new ApiError("conflict", cycleText.notAccepted);
  return job?.id ?? null;
}

export function toJob(wire: WireJob): Job {
  const state = toJobState(wire.state.current);
  return {
    id: wire.id,
    state,
    steps: wire.tasks.flatMap(toSteps),
    error: state === "failed" ? reasonOf(wire) : null,
  };
}

/** A job that expired never ran, or not to its end. A state that we do not know is taken for one that goes on. */
function toJobState(current: string): JobState {
  switch (current) {
    case "new":
    case "queued":
    case "scheduled":
      return "waiting";
    case "completed":
      return "completed";
    case "error":
    case "expired":
      return "failed";
    default:
      return "running";
  }
}

function toTaskState(current: string | null | undefined): JobState {
  switch (current) {
    case "completed":
      return "completed";
    case "error":
      return "failed";
    case "running":
      return "running";
    default:
      return "waiting";
  }
}

/** A task that tells its own steps is shown by them. */
function toSteps(task: WireTask): Step[] {
  const state = toTaskState(task.state.current);
  const error = state === "failed" ? (task.error ?? cycleText.jobFailed) : null;
  if (task.steps.length === 0) return [toStep(task.caption || task.header, state, error)];
  // The first that is not done is where the task is, or where it failed.
  const at = task.steps.findIndex(({ completed }) => !completed);
  return task.steps.map((step, index) => {
    if (state === "completed" || step.completed) return toStep(step.caption, "completed", null);
    if (index === at && state === "failed") return toStep(step.caption, "failed", error);
    return toStep(step.caption, state === "running" && step.started ? "running" : "waiting", null);
  });
}

function toStep(label: string, state: JobState, error: string | null): Step {
  return { label, state, error: error === null ? null : withoutCredentials(error) };
}

function reasonOf({ state, tasks }: WireJob): string {
  const said = state.error ?? tasks.map(({ error }) => error).find((error) => error !== null);
  if (said !== null && said !== undefined) return withoutCredentials(said);
  return state.current === "expired" ? cycleText.jobExpired : cycleText.jobFailed;
}
