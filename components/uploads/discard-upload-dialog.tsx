"use client";

import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { RequestError } from "@/components/layout/request-error";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { interruptedText } from "@/lib/text/interrupted-text";
import type { UploadCommands } from "@/lib/upload/upload-commands";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";
import { lossOf } from "./cancel-words";

const text = interruptedText.discarding;

interface DiscardUploadDialogProps {
  upload: InterruptedUpload;
  commands: UploadCommands;
  onClose: () => void;
  /** As for `Dialog`. */
  returnFocus: (opener: Element | null) => HTMLElement | null;
}

/** Asks before an interrupted upload and its image are given up, and says in place when that fails. */
export function DiscardUploadDialog({ upload, commands, onClose, returnFocus }: DiscardUploadDialogProps): ReactNode {
  const discarding = useMutation({
    mutationFn: () => commands.discardInterrupted(upload.id),
    onSuccess: onClose,
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        // What was asked for cannot be taken back: who closes now would not learn whether it worked.
        if (!open && !discarding.isPending) onClose();
      }}
      returnFocus={returnFocus}
      title={text.title(upload.name)}
      description={upload.imageId === null ? text.noImage : text.nameFree(lossOf(upload.acknowledgedBytes))}
      footer={
        <>
          <Button data-initial-focus disabledReason={discarding.isPending ? text.pending : undefined} onClick={onClose}>
            {text.keep}
          </Button>
          <Button look="danger" busy={discarding.isPending} onClick={() => discarding.mutate()}>
            {text.confirm}
          </Button>
        </>
      }
    >
      {discarding.isError && <RequestError title={text.failed(upload.name)} error={discarding.error} />}
    </Dialog>
  );
}
