"use client";

import type { QueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { toast } from "@/components/ui/toast";
import { errorSentence } from "@/components/layout/describe-error";
import { getJob } from "@/lib/client/actions-api";
import { isUnknownJob, type JobProgress } from "@/lib/client/job-progress";
import { followJob, jobProgressOf, watchJob, type JobId } from "@/lib/client/jobs";
import { invalidateImages, sittingOf } from "@/lib/client/queries";
import { actionsText } from "@/lib/text/actions-text";
import { stepErrors } from "./job-words";

const text = actionsText.job;

/** Follows a job to its end, wherever one goes meanwhile. Then images are read again, and whoever does not look is told. */
export function beginJob(queryClient: QueryClient, id: JobId, what: string): void {
  followJob({
    ...id,
    look: getJob,
    isWanted: sittingOf(queryClient, id.connection),
    onEnd: (progress, isWatched) => {
      void invalidateImages(queryClient, id.connection);
      if (!isWatched) tellEnd(progress, what);
    },
  });
}

/** How far a job is that was begun in this tab. */
export function useJob({ connection, jobId }: JobId): JobProgress | null {
  const subscribe = useCallback(
    (listener: () => void) => watchJob({ connection, jobId }, listener),
    [connection, jobId],
  );
  const read = () => jobProgressOf({ connection, jobId });
  return useSyncExternalStore(subscribe, read, () => null);
}

function tellEnd({ state, job, error }: JobProgress, what: string): void {
  if (state === "completed") toast.success(text.completedToast(what));
  else if (state === "failed") toast.error(text.failedToast(what), { description: stepErrors(job).join(" ") });
  else {
    const description = isUnknownJob(error) ? text.unknownJob : errorSentence(error);
    toast.warning(text.stoppedToast(what), { description });
  }
}
