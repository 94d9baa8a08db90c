"use client";

import { useMutation } from "@tanstack/react-query";
import { FileWarning, HardDrive } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { useConnectionOf } from "@/components/layout/connection-context";
import { RequestError } from "@/components/layout/request-error";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { uploadDialogText as text } from "@/lib/text/upload-dialog-text";
import { rememberFormat } from "@/lib/upload/inspection/known-formats";
import type { FileFormat } from "@/lib/upload/inspection/file-format";
import type { ChosenFile, UploadTarget } from "@/lib/upload/upload-commands";
import { formatBytes } from "@/lib/utils/format-bytes";
import { checkFile } from "./check-files";
import { judgedFile, type CheckedFile } from "./drafts";
import { FileFormatNote } from "./file-format-note";
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
  const { upload: rules } = useConnectionOf(target.connection);
  const [read, setRead] = useState<CheckedFile | null>(null);
  const checked = read === null ? null : judgedFile(read, rules);
  const hasStarted = useRef(false);
  const chosenLast = useRef<File>(null);
  const filling = useMutation({
    mutationFn: async ({ file, handle }: CheckedFile) => (await load()).fill(target, image, { file, handle }),
    onSuccess: (_, { format }) => {
      if (format !== null) rememberFormat({ connection: target.connection, id: image.id }, format);
      hasStarted.current = true;
      onClose();
    },
  });
  const take = async ([chosen]: readonly ChosenFile[]) => {
    if (chosen === undefined || filling.isPending) return;
    filling.reset();
    const late = (file: File, format: FileFormat) =>
      setRead((before) => (before?.file === file ? { ...before, format } : before));
    chosenLast.current = chosen.file;
    const result = await checkFile(chosen, late);
    // A file that takes longer to look into does not replace one that was chosen after it.
    if (chosenLast.current === chosen.file) setRead(result);
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
      title={text.fill.title(image.name)}
      description={text.fill.description}
      footer={
        <>
          <Button disabledReason={filling.isPending ? text.fill.starting : undefined} onClick={onClose}>
            {text.cancel}
          </Button>
          <Button
            look="primary"
            busy={filling.isPending}
            disabledReason={usable === null ? text.chooseFirst : undefined}
            onClick={() => usable !== null && filling.mutate(usable)}
          >
            {text.start(1)}
          </Button>
        </>
      }
    >
      <div className="space-y-3">
        {checked !== null && <ChosenFileFacts checked={checked} />}
        {filling.isError && <RequestError title={text.notStarted} error={filling.error} />}
        <FilePicker
          label={text.file}
          multiple={false}
          onFiles={(files) => void take(files)}
          isDraggedOver={isDraggedOver}
          compactText={checked === null ? null : text.chooseAnother}
          invitation={text.dropOneHere}
        />
        <ShortcomingsNote />
      </div>
    </Dialog>
  );
}

function ChosenFileFacts({ checked: { file, fileProblem: problem, format } }: { checked: CheckedFile }): ReactNode {
  const Icon = problem === null ? HardDrive : FileWarning;
  return (
    <div className="flex gap-3 rounded-lg px-3 py-2.5 shadow-[inset_0_0_0_1px_var(--color-line)]">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${problem === null ? "text-ink-faint" : "text-negative"}`} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{file.name}</p>
        {format !== null && <FileFormatNote format={format} isWarned={problem === null} />}
        <div aria-live="polite">{problem !== null && <p className="text-xs text-negative">{problem}</p>}</div>
      </div>
      <p className="shrink-0 text-ink-muted tabular-nums">{formatBytes(file.size)}</p>
    </div>
  );
}
