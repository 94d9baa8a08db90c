"use client";

import { useMutation } from "@tanstack/react-query";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";
import { useInterruptedDialogs } from "./interrupted-dialogs-context";
import { useUploads } from "./uploads-provider";

export interface Resuming {
  /** To be called in a click: the browser asks for permission to read the file only within the click itself. */
  resume: () => void;
  isPending: boolean;
  /** Another tab was first. */
  isElsewhere: boolean;
  error: Error | null;
}

/** For a place that has no room to say it itself. */
interface ResumeListener {
  /** Another tab was first. */
  onElsewhere?: () => void;
  onError?: (error: Error) => void;
}

/** Goes on with an interrupted upload, and asks for its file where the browser cannot open it, or opens another one. */
export function useResume(upload: InterruptedUpload, { onElsewhere, onError }: ResumeListener = {}): Resuming {
  const { load } = useUploads();
  const { askForFile } = useInterruptedDialogs();
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: async () => (await load()).resumeInterrupted(upload.id),
    onSuccess: (outcome) => {
      if (outcome.kind === "needs_file") askForFile(upload, outcome.reason);
      else if (outcome.kind === "different_file") askForFile(upload, outcome.message);
      else if (outcome.kind === "elsewhere") onElsewhere?.();
    },
    ...(onError === undefined ? {} : { onError }),
  });
  return {
    resume: () => (upload.hasHandle ? mutate() : askForFile(upload, null)),
    isPending,
    isElsewhere: data?.kind === "elsewhere",
    error,
  };
}
