"use client";

import { Pause, Play, RotateCw, Trash2, X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { trayText as text } from "@/lib/text/tray-text";
import { uploadsText } from "@/lib/text/uploads-text";
import type { UploadCommands } from "@/lib/upload/upload-commands";
import type { UploadView } from "@/lib/upload/upload-view";

interface UploadControlsProps {
  upload: UploadView;
  commands: UploadCommands;
  onCancel: () => void;
  onDismiss: () => void;
}

/** What can be done with one upload now. */
export function UploadControls({
  upload: { id, name, status, can },
  commands,
  onCancel,
  onDismiss,
}: UploadControlsProps): ReactNode {
  return (
    <div className="-mr-2 flex shrink-0">
      {can.pause && (
        <IconButton label={text.pauseOf(name)} tooltip={text.pause} onClick={() => commands.pause(id)}>
          <Pause aria-hidden className="fill-current stroke-0" />
        </IconButton>
      )}
      {can.resume && (
        <IconButton label={uploadsText.resumeOf(name)} tooltip={uploadsText.resume} onClick={() => commands.resume(id)}>
          <Play aria-hidden className="fill-current stroke-0" />
        </IconButton>
      )}
      {can.retry && (
        <IconButton
          label={text.retryOf(name)}
          tooltip={status === "failed" ? text.retry : text.tryNow}
          onClick={() => commands.retry(id)}
        >
          <RotateCw aria-hidden />
        </IconButton>
      )}
      {can.cancel && (
        <IconButton label={text.cancelOf(name)} tooltip={text.cancelTooltip} onClick={onCancel}>
          <Trash2 aria-hidden />
        </IconButton>
      )}
      {can.dismiss && (
        <IconButton label={text.dismissOf(name)} tooltip={text.dismiss} onClick={onDismiss}>
          <X aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
