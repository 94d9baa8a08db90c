"use client";

import { Upload } from "lucide-react";
import { createContext, use, useMemo, useReducer, useRef, useState, type ReactNode } from "react";
import { useConnection } from "@/components/layout/connection-context";
import { toast } from "@/components/ui/toast";
import { fileProblem } from "@/lib/upload/checks";
import type { ChosenFile } from "@/lib/upload/upload-commands";
import { draftsReducer, NO_DRAFTS, type CheckedFile } from "./drafts";
import { InterruptedDialogsProvider } from "./interrupted-dialogs-provider";
import { UploadDialog } from "./upload-dialog";
import { useUploads } from "./uploads-provider";
import { useFileDrop } from "./use-file-drop";

interface UploadAreaValue {
  open: (files?: readonly ChosenFile[]) => void;
  /** Loads the upload engine, when a hand is near the button. */
  prepare: () => void;
}

const UploadAreaContext = createContext<UploadAreaValue | null>(null);

/** A page on which files can be dropped anywhere, and which holds the upload dialog. */
export function UploadArea({ children }: { children: ReactNode }): ReactNode {
  const connection = useConnection();
  const { load } = useUploads();
  const [isOpen, setIsOpen] = useState(false);
  const [drafts, dispatch] = useReducer(draftsReducer, NO_DRAFTS);
  const closings = useRef(0);

  const value = useMemo(() => {
    // A failure to load shows when the upload is started, where somebody waits for it.
    const prepare = () => void load().catch(() => undefined);
    const add = async (files: readonly ChosenFile[]) => {
      const closingsBefore = closings.current;
      const checked = await checkFiles(files);
      // A slow disk may answer after the dialog was closed: the next one begins empty all the same.
      if (closings.current === closingsBefore) dispatch({ type: "files-added", files: checked });
    };
    const open = (files: readonly ChosenFile[] = []) => {
      prepare();
      setIsOpen(true);
      void add(files);
    };
    return { open, prepare };
  }, [load]);

  const { upload } = connection.capabilities;
  const isDraggedOver = useFileDrop((files) => {
    if (upload.allowed) value.open(files);
    else toast.warning("Nothing was uploaded.", { description: upload.reason });
  });
  const close = () => {
    setIsOpen(false);
    closings.current += 1;
    dispatch({ type: "cleared" });
  };

  return (
    <UploadAreaContext value={value}>
      <InterruptedDialogsProvider>{children}</InterruptedDialogsProvider>
      {isOpen && (
        <UploadDialog
          target={{ connection: connection.id, account: connection.account.name }}
          drafts={drafts.list}
          onDraftsEvent={dispatch}
          onFiles={value.open}
          isDraggedOver={isDraggedOver}
          onClose={close}
        />
      )}
      {isDraggedOver && !isOpen && upload.allowed && <DropCurtain />}
    </UploadAreaContext>
  );
}

export function useUploadArea(): UploadAreaValue {
  const value = use(UploadAreaContext);
  if (value === null) throw new Error("useUploadArea needs an UploadArea above it.");
  return value;
}

/** Looks into each file, before it is listed: a dropped folder, say, is found out here. */
async function checkFiles(files: readonly ChosenFile[]): Promise<CheckedFile[]> {
  return Promise.all(files.map(async (chosen) => ({ ...chosen, fileProblem: await fileProblem(chosen.file) })));
}

function DropCurtain(): ReactNode {
  return (
    <div className="enter-fade pointer-events-none fixed inset-0 z-30 bg-scrim p-4">
      <div className="flex h-full flex-col items-center justify-center gap-3 rounded-xl border-2 border-dashed border-accent bg-raised/95 text-lg font-medium">
        <Upload aria-hidden className="size-6 text-accent-text" />
        Drop files to upload them
      </div>
    </div>
  );
}
