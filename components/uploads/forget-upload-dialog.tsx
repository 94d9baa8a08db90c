"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { trayText as text } from "@/lib/text/tray-text";
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
      title={text.forget.title(upload.name)}
      description={text.forget.description(formatBytes(upload.sentBytes))}
      footer={
        <>
          <Button data-initial-focus onClick={onClose}>
            {text.keep}
          </Button>
          <Button
            look="danger"
            onClick={() => {
              commands.dismiss(upload.id);
              onClose();
            }}
          >
            {text.forget.confirm}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}
