"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { isUnknownJob } from "@/lib/client/job-progress";
import { lookAgain, type JobId } from "@/lib/client/jobs";
import { actionsText } from "@/lib/text/actions-text";
import { JobProgressView } from "./job-progress-view";
import { useJob } from "./use-job";

const text = actionsText.job;

interface JobDialogProps {
  id: JobId;
  what: string;
  /** What was begun, in a sentence. */
  message: string;
  onClose: () => void;
  returnFocus?: (opener: Element | null) => HTMLElement | null;
}

/** Shows how far a job is. Closing it does not stop the job. */
export function JobDialog({ id, what, message, onClose, returnFocus }: JobDialogProps): ReactNode {
  const progress = useJob(id);
  const isRunning = progress?.state === "running";
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      {...(returnFocus === undefined ? {} : { returnFocus })}
      className="sm:max-w-128"
      title={text.title(what)}
      description={message}
      footer={
        <>
          {isRunning && <p className="mr-auto text-xs text-ink-muted">{text.goesOn}</p>}
          {progress?.state === "stopped" && !isUnknownJob(progress.error) && (
            <Button onClick={() => lookAgain(id)}>{text.lookAgain}</Button>
          )}
          <Button data-initial-focus look={isRunning ? "secondary" : "primary"} onClick={onClose}>
            {text.close}
          </Button>
        </>
      }
    >
      {progress !== null && <JobProgressView id={id} progress={progress} />}
    </Dialog>
  );
}
