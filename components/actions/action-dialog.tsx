"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { toast } from "@/components/ui/toast";
import type { JobId } from "@/lib/client/jobs";
import { invalidateImages, putImageIn } from "@/lib/client/queries";
import type { Action, ActionResult } from "@/lib/contract/action";
import type { Image } from "@/lib/contract/image";
import { actionsText } from "@/lib/text/actions-text";
import { ActionForm } from "./action-form";
import { JobDialog } from "./job-dialog";
import { beginJob } from "./use-job";

export interface ActionDialogProps {
  /** The id of the connection. */
  connection: string;
  action: Action;
  /** The image that it concerns; null for an action of the connection. */
  image: Pick<Image, "id" | "name"> | null;
  onClose: () => void;
  /** As for `Dialog`. */
  returnFocus?: (opener: Element | null) => HTMLElement | null;
}

/** Asks what an action needs to know, runs it, tells what came of it, and shows how far it is where it goes on at the provider. */
export function ActionDialog({ connection, action, image, onClose, returnFocus }: ActionDialogProps): ReactNode {
  const queryClient = useQueryClient();
  const [job, setJob] = useState<(JobId & { message: string; what: string }) | null>(null);
  const place = returnFocus === undefined ? {} : { returnFocus };

  const finish = ({ message, image: made, jobId, isIncomplete = false }: ActionResult) => {
    if (made === null) void invalidateImages(queryClient, connection);
    else void putImageIn(queryClient, connection, made);
    if (jobId === null) {
      if (isIncomplete) toast.warning(message);
      else toast.success(message);
      onClose();
      return;
    }
    const id = { connection, jobId };
    const what = actionsText.job.what(action.label, (image ?? made)?.name ?? null);
    beginJob(queryClient, id, what);
    setJob({ ...id, message, what });
  };
  return job === null ? (
    <ActionForm
      target={{ connection, imageId: image?.id ?? null }}
      action={action}
      onDone={finish}
      onClose={onClose}
      {...place}
    />
  ) : (
    <JobDialog id={job} what={job.what} message={job.message} onClose={onClose} {...place} />
  );
}
