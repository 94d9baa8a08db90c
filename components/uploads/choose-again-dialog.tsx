"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, type ReactNode } from "react";
import { RequestError } from "@/components/layout/request-error";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { uploadDialogText as text } from "@/lib/text/upload-dialog-text";
import { uploadsText } from "@/lib/text/uploads-text";
import type { ChosenFile, ResumeOutcome, UploadCommands } from "@/lib/upload/upload-commands";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";
import { FilePicker } from "./file-picker";
import { trayHeading } from "./tray-focus";
import { useFileDrop } from "./use-file-drop";
import { WantedFile } from "./wanted-file";

interface ChooseAgainDialogProps {
  upload: InterruptedUpload;
  /** Why the browser cannot open the file by itself, a sentence; null when it never could. */
  reason: string | null;
  commands: UploadCommands;
  onClose: () => void;
}

/** Asks for the file of an interrupted upload, says which one it is, and refuses another. */
export function ChooseAgainDialog({ upload, reason, commands, onClose }: ChooseAgainDialogProps): ReactNode {
  const hasResumed = useRef(false);
  const resuming = useMutation({
    mutationFn: (chosen: ChosenFile) => commands.resumeInterrupted(upload.id, chosen),
    onSuccess: (outcome) => {
      if (outcome.kind !== "resumed") return;
      hasResumed.current = true;
      onClose();
    },
  });
  const take = ([chosen]: readonly ChosenFile[]) => {
    if (chosen !== undefined && !resuming.isPending) resuming.mutate(chosen);
  };
  const isDraggedOver = useFileDrop(take);
  const refusal = resuming.data === undefined ? null : refusalOf(resuming.data);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      returnFocus={() => (hasResumed.current ? trayHeading() : null)}
      title={text.chooseAgain.title}
      description={(upload.beginsAnew ? text.chooseAgain.anewDescription : text.chooseAgain.description)(
        upload.name,
        reason,
      )}
      footer={<Button onClick={onClose}>{text.cancel}</Button>}
    >
      <div className="space-y-3">
        <WantedFile upload={upload} />
        {refusal !== null && !resuming.isPending && (
          <Callout tone="error">
            <p>{refusal}</p>
          </Callout>
        )}
        {resuming.isError && <RequestError title={uploadsText.notResumed} error={resuming.error} />}
        <div aria-live="polite">
          {resuming.isPending && (
            <p className="flex items-center gap-2 text-ink-muted">
              <Spinner />
              {text.chooseAgain.comparing}
            </p>
          )}
        </div>
        <FilePicker
          label={text.file}
          multiple={false}
          onFiles={take}
          isDraggedOver={isDraggedOver}
          compactText={refusal === null ? null : text.chooseAnother}
          invitation={text.dropAgain}
        />
      </div>
    </Dialog>
  );
}

/** What was wrong with the choice, a sentence; null when nothing was. */
function refusalOf(outcome: ResumeOutcome): string | null {
  switch (outcome.kind) {
    case "resumed":
      return null;
    case "different_file":
      return outcome.message;
    case "needs_file":
      return outcome.reason ?? text.chooseAgain.unreadable;
    case "elsewhere":
      return uploadsText.elsewhereNow;
    default:
      return outcome satisfies never;
  }
}
