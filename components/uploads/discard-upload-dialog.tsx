"use client";

import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { RequestError } from "@/components/layout/request-error";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { UploadCommands } from "@/lib/upload/upload-commands";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";
import { lossOf } from "./cancel-words";

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
      title={`Discard ${upload.name}?`}
      description={
        upload.imageId === null
          ? "No image was made yet. This browser forgets the upload."
          : `${lossOf(upload.acknowledgedBytes)} The name is free again.`
      }
      footer={
        <>
          <Button
            data-initial-focus
            disabledReason={discarding.isPending ? "The upload is being discarded." : undefined}
            onClick={onClose}
          >
            Keep upload
          </Button>
          <Button look="danger" busy={discarding.isPending} onClick={() => discarding.mutate()}>
            Discard upload
          </Button>
        </>
      }
    >
      {discarding.isError && <RequestError title={`${upload.name} was not discarded`} error={discarding.error} />}
    </Dialog>
  );
}
