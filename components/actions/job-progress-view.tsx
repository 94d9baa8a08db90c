"use client";

import { CircleAlert, CircleCheck, CircleDashed, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { RequestError } from "@/components/layout/request-error";
import { Callout } from "@/components/ui/callout";
import { Spinner } from "@/components/ui/spinner";
import { isUnknownJob, type JobProgress } from "@/lib/client/job-progress";
import type { JobId } from "@/lib/client/jobs";
import type { Job, JobState } from "@/lib/contract/action";
import { actionsText } from "@/lib/text/actions-text";
import { classNames } from "@/lib/utils/class-names";
import { ownError } from "./job-words";

const text = actionsText.job;

const MARKS: Record<Exclude<JobState, "running">, { icon: LucideIcon; tone: string }> = {
  waiting: { icon: CircleDashed, tone: "text-ink-faint" },
  completed: { icon: CircleCheck, tone: "text-positive" },
  failed: { icon: CircleAlert, tone: "text-negative" },
};

/** How far a job is: as a whole, which is announced, and step by step. */
export function JobProgressView({ id, progress }: { id: JobId; progress: JobProgress }): ReactNode {
  const { job, error, state } = progress;
  const shown = job?.state ?? "waiting";
  const done = job?.steps.filter((step) => step.state === "completed").length ?? 0;
  return (
    <div className="space-y-3">
      {state === "stopped" ? (
        <Stopped id={id} error={error} />
      ) : (
        <div className="flex items-center gap-2">
          <Mark state={shown} />
          <output className="font-medium">{text.states[shown]}</output>
          {job !== null && job.steps.length > 1 && (
            <span className="ml-auto text-xs text-ink-muted tabular-nums">{text.counted(done, job.steps.length)}</span>
          )}
        </div>
      )}
      {job !== null && job.steps.length > 0 && <Steps job={job} />}
      {job?.state === "failed" && ownError(job) !== null && (
        <Callout tone="error">
          <p>{ownError(job)}</p>
        </Callout>
      )}
      {state === "running" && error !== null && !isUnknownJob(error) && (
        <p className="text-xs text-ink-muted">{text.noAnswer}</p>
      )}
    </div>
  );
}

function Steps({ job }: { job: Job }): ReactNode {
  return (
    <ol
      aria-label={text.steps}
      className="max-h-62 overflow-y-auto rounded-lg shadow-[inset_0_0_0_1px_var(--color-line)]"
    >
      {/* The steps of a job keep their places. */}
      {Object.entries(job.steps).map(([place, { label, state, error }]) => (
        <li key={place} className="flex gap-2 border-b border-line px-3 py-2 last:border-b-0">
          <span className="mt-0.5 shrink-0">
            <Mark state={state} />
          </span>
          <div className="min-w-0 flex-1 wrap-anywhere">
            <p className="flex gap-3">
              <span className={classNames("min-w-0 flex-1", state === "waiting" && "text-ink-muted")}>{label}</span>
              <span className="shrink-0 text-xs leading-5 text-ink-muted">{text.stepStates[state]}</span>
            </p>
            {error !== null && <p className="text-xs text-negative">{error}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Mark({ state }: { state: JobState }): ReactNode {
  if (state === "running") {
    return (
      <span className="text-accent-text">
        <Spinner />
      </span>
    );
  }
  const { icon: Icon, tone } = MARKS[state];
  return <Icon aria-hidden className={classNames("size-4", tone)} />;
}

function Stopped({ id, error }: { id: JobId; error: Error | null }): ReactNode {
  if (isUnknownJob(error)) return <Callout tone="warning">{text.unknownJob}</Callout>;
  return <RequestError title={text.stoppedTitle} error={error} connection={id.connection} />;
}
