"use client";

import { useMutation } from "@tanstack/react-query";
import { FileWarning, HardDrive } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { RequestError } from "@/components/layout/request-error";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { fileProblem } from "@/lib/upload/checks";
import type { ChosenFile, UploadTarget } from "@/lib/upload/upload-commands";
import { formatBytes } from "@/lib/utils/format-bytes";
import type { CheckedFile } from "./drafts";
import { FilePicker } from "./file-picker";
import { ShortcomingsNote } from "./shortcomings-note";
import { trayHeading } from "./tray-focus";
import { useUploads } from "./uploads-provider";
import { useFileDrop } from "./use-file-drop";

interface FillImageDialogProps {
  target: UploadTarget;
  image: { id: string; name: string };
  onClose: () => void;
  /** As for `Dialog`, unless the upload has begun. */
  returnFocus: () => HTMLElement | null;
}

/** Takes a file for an image that waits for its upload, whoever made it. */
export function FillImageDialog({ target, image, onClose, returnFocus }: FillImageDialogProps): ReactNode {
  const { load } = useUploads();
  const [checked, setChecked] = useState<CheckedFile | null>(null);
  const hasStarted = useRef(false);
  const filling = useMutation({
    mutationFn: async ({ file, handle }: ChosenFile) => (await load()).fill(target, image, { file, handle }),
    onSuccess: () => {
      hasStarted.current = true;
      onClose();
    },
  });
  const take = async ([chosen]: readonly ChosenFile[]) => {
    if (chosen === undefined || filling.isPending) return;
    filling.reset();
    setChecked({ ...chosen, fileProblem: await fileProblem(chosen.file) });
  };
  const isDraggedOver = useFileDrop((files) => void take(files));
  const usable = checked !== null && checked.fileProblem === null ? checked : null;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open && !filling.isPending) onClose();
      }}
      returnFocus={() => (hasStarted.current ? trayHeading() : returnFocus())}
      title={`Upload ${image.name} from this browser`}
      description="Another browser or computer began this upload. Every part of the file is sent again, to this same image. Do not start while it is still being sent from elsewhere."
      footer={
        <>
          <Button disabledReason={filling.isPending ? "The upload is being started." : undefined} onClick={onClose}>
            Cancel
          </Button>
          <Button
            look="primary"
            busy={filling.isPending}
            disabledReason={usable === null ? "Choose a file first." : undefined}
            onClick={() => usable !== null && filling.mutate(usable)}
          >
            Start upload
          </Button>
        </>
      }
    >
      <div className="space-y-3">
        {checked !== null && <ChosenFileFacts checked={checked} />}
        {filling.isError && <RequestError title="The upload could not be started" error={filling.error} />}
        <FilePicker
          label="Image file"
          multiple={false}
          onFiles={(files) => void take(files)}
          isDraggedOver={isDraggedOver}
          compactText={checked === null ? null : "Choose another file"}
          invitation="Drop the image file here, or "
        />
        <ShortcomingsNote />
      </div>
    </Dialog>
  );
}

function ChosenFileFacts({ checked: { file, fileProblem: problem } }: { checked: CheckedFile }): ReactNode {
  const Icon = problem === null ? HardDrive : FileWarning;
  return (
    <div className="flex gap-3 rounded-lg px-3 py-2.5 shadow-[inset_0_0_0_1px_var(--color-line)]">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${problem === null ? "text-ink-faint" : "text-negative"}`} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{file.name}</p>
        <div aria-live="polite">{problem !== null && <p className="text-xs text-negative">{problem}</p>}</div>
      </div>
      <p className="shrink-0 text-ink-muted tabular-nums">{formatBytes(file.size)}</p>
    </div>
  );
}
