"use client";

import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { RequestError } from "@/components/layout/request-error";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { trayText as text } from "@/lib/text/tray-text";
import type { UploadCommands } from "@/lib/upload/upload-commands";
import type { UploadView } from "@/lib/upload/upload-view";
import { cancelWords } from "./cancel-words";
import { trayHeading } from "./tray-focus";

interface CancelUploadDialogProps {
  upload: UploadView;
  commands: UploadCommands;
  onClose: () => void;
}

/** Asks before what was sent is thrown away. The upload goes on until the answer. */
export function CancelUploadDialog({ upload, commands, onClose }: CancelUploadDialogProps): ReactNode {
  const canceling = useMutation({ mutationFn: () => commands.cancel(upload.id), onSuccess: onClose });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        // What was asked for cannot be taken back: who closes now would not learn whether it worked.
        if (!open && !canceling.isPending) onClose();
      }}
      // The row goes with its upload.
      returnFocus={(opener) => (opener?.isConnected === true ? null : trayHeading())}
      title={text.cancel.title(upload.name)}
      description={cancelWords(upload)}
      footer={
        <>
          <Button
            data-initial-focus
            disabledReason={canceling.isPending ? text.cancel.pending : undefined}
            onClick={onClose}
          >
            {text.keep}
          </Button>
          <Button look="danger" busy={canceling.isPending} onClick={() => canceling.mutate()}>
            {text.cancel.confirm}
          </Button>
        </>
      }
    >
      {canceling.isError && (
        <RequestError title={text.cancel.failed} error={canceling.error} connection={upload.connection} />
      )}
    </Dialog>
  );
}
