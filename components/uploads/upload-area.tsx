"use client";

import { Upload } from "lucide-react";
import { createContext, use, useMemo, useState, type ReactNode } from "react";
import { useCommands } from "@/components/layout/commands/use-commands";
import { useConnection } from "@/components/layout/connection-context";
import { onDemand } from "@/components/ui/on-demand";
import { toast } from "@/components/ui/toast";
import { commandsText } from "@/lib/text/commands-text";
import { uploadPageText as text } from "@/lib/text/upload-page-text";
import type { ChosenFile } from "@/lib/upload/upload-commands";
import { InterruptedDialogsProvider } from "./interrupted-dialogs-provider";
import { useUploads } from "./uploads-provider";
import { useFileDrop } from "./use-file-drop";

interface UploadAreaValue {
  open: (files?: readonly ChosenFile[]) => void;
  /** Loads the dialog and the upload engine, when a hand is near the button. */
  prepare: () => void;
}

const UploadAreaContext = createContext<UploadAreaValue | null>(null);

const UploadDialog = onDemand(async () => (await import("./upload-dialog")).UploadDialog);

/** A page on which files can be dropped anywhere, and which holds the upload dialog. */
export function UploadArea({ children }: { children: ReactNode }): ReactNode {
  const connection = useConnection();
  const { load } = useUploads();
  /** Every file that was chosen for the dialog; null while it is closed. */
  const [chosen, setChosen] = useState<readonly ChosenFile[] | null>(null);

  const value = useMemo(() => {
    const prepare = () => {
      // A failure to load shows when the upload is started, where somebody waits for it.
      void load().catch(() => undefined);
      UploadDialog.preload();
    };
    const open = (files: readonly ChosenFile[] = []) => {
      prepare();
      setChosen((before) => [...(before ?? []), ...files]);
    };
    return { open, prepare };
  }, [load]);

  const { upload } = connection.capabilities;
  const isDraggedOver = useFileDrop((files) => {
    if (upload.allowed) value.open(files);
    else toast.warning(text.nothingUploaded, { description: upload.reason });
  });
  useCommands([
    {
      id: "upload",
      title: commandsText.commands.upload,
      section: "uploads",
      keys: "u",
      icon: Upload,
      disabledReason: upload.allowed ? undefined : upload.reason,
      run: () => value.open(),
    },
  ]);

  return (
    <UploadAreaContext value={value}>
      <InterruptedDialogsProvider>{children}</InterruptedDialogsProvider>
      {chosen !== null && (
        <UploadDialog
          target={{ connection: connection.id, account: connection.account.name }}
          chosen={chosen}
          onFiles={value.open}
          isDraggedOver={isDraggedOver}
          onClose={() => setChosen(null)}
        />
      )}
      {isDraggedOver && chosen === null && upload.allowed && <DropCurtain />}
    </UploadAreaContext>
  );
}

export function useUploadArea(): UploadAreaValue {
  const value = use(UploadAreaContext);
  if (value === null) throw new Error("useUploadArea needs an UploadArea above it.");
  return value;
}

function DropCurtain(): ReactNode {
  return (
    <div className="enter-fade pointer-events-none fixed inset-0 z-30 bg-scrim p-4">
      <div className="flex h-full flex-col items-center justify-center gap-3 rounded-xl border-2 border-dashed border-accent bg-raised/95 text-lg font-medium">
        <Upload aria-hidden className="size-6 text-accent-text" />
        {text.dropCurtain}
      </div>
    </div>
  );
}
