"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { UploadCommands } from "@/lib/upload/upload-commands";
import type { UploadView } from "@/lib/upload/upload-view";
import { formatBytes } from "@/lib/utils/format-bytes";
import { trayHeading } from "./tray-focus";

interface ForgetUploadDialogProps {
  upload: UploadView;
  commands: UploadCommands;
  onClose: () => void;
}

/** Asks before a failed upload that could go on is forgotten: what it sent stays, and nobody knows of it any more. */
export function ForgetUploadDialog({ upload, commands, onClose }: ForgetUploadDialogProps): ReactNode {
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      // The row goes with its upload.
      returnFocus={(opener) => (opener?.isConnected === true ? null : trayHeading())}
      title={`Dismiss the upload of ${upload.name}?`}
      description={`Retry could go on after the ${formatBytes(upload.sentBytes)} that were sent. Once it is dismissed, this browser does not know of them any more: the image stays, and uploading to it sends every part again.`}
      footer={
        <>
          <Button data-initial-focus onClick={onClose}>
            Keep upload
          </Button>
          <Button
            look="danger"
            onClick={() => {
              commands.dismiss(upload.id);
              onClose();
            }}
          >
            Dismiss upload
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}
