"use client";

import { useMutation } from "@tanstack/react-query";
import { FolderOpen } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { errorSentence } from "@/components/layout/describe-error";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { interruptedText } from "@/lib/text/interrupted-text";
import { uploadDialogText } from "@/lib/text/upload-dialog-text";
import { pickFiles } from "@/lib/upload/file-access/file-handles";
import type { ChosenFile, UploadCommands } from "@/lib/upload/upload-commands";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";
import { giveFiles } from "./match-files";

const text = interruptedText.several;

interface ResumeSeveralProps {
  uploads: readonly InterruptedUpload[];
  commands: UploadCommands;
}

/** Chooses the files of several interrupted uploads at once; each goes to the upload that it belongs to. */
export function ResumeSeveral({ uploads, commands }: ResumeSeveralProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const resuming = useMutation({
    mutationFn: (files: readonly ChosenFile[]) =>
      giveFiles(uploads, files, async (upload, chosen) => {
        const { kind } = await commands.resumeInterrupted(upload.id, chosen);
        return kind === "resumed";
      }),
    onSuccess: (left) => {
      if (left > 0) toast.warning(text.unmatched(left), { description: text.unmatchedHelp });
    },
    onError: (error) => toast.error(text.failed, { description: errorSentence(error) }),
  });
  const take = (files: readonly ChosenFile[]) => {
    if (files.length > 0) resuming.mutate(files);
  };
  const choose = async () => {
    try {
      const picked = await pickFiles({ multiple: true });
      if (picked === null) input.current?.click();
      else take(picked);
    } catch {
      toast.warning(uploadDialogText.pickerRefused);
    }
  };
  return (
    <>
      <Button size="small" look="quiet" busy={resuming.isPending} onClick={() => void choose()}>
        {!resuming.isPending && <FolderOpen aria-hidden />}
        {text.button}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={text.label}
        onChange={(event) => {
          take(Array.from(event.target.files ?? [], (file) => ({ file, handle: null })));
          event.target.value = "";
        }}
      />
    </>
  );
}
