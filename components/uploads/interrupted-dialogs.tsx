"use client";

import type { ReactNode } from "react";
import { ChooseAgainDialog } from "./choose-again-dialog";
import { DiscardUploadDialog } from "./discard-upload-dialog";
import type { Asking } from "./interrupted-dialogs-provider";
import { interruptedHeading } from "./interrupted-focus";
import { useUploads } from "./uploads-provider";

interface InterruptedDialogsProps {
  asking: Asking;
  onClose: () => void;
}

/** The dialog that is open about an interrupted upload. */
export function InterruptedDialogs({ asking, onClose }: InterruptedDialogsProps): ReactNode {
  const { uploads: commands } = useUploads();
  if (commands === null) return null;
  const { upload } = asking;
  if (asking.about === "file") {
    return <ChooseAgainDialog upload={upload} reason={asking.reason} commands={commands} onClose={onClose} />;
  }
  return (
    <DiscardUploadDialog
      upload={upload}
      commands={commands}
      onClose={onClose}
      returnFocus={(opener) => (opener?.isConnected === true ? null : interruptedHeading())}
    />
  );
}
