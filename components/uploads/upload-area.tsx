"use client";

import { Upload } from "lucide-react";
import { createContext, use, useMemo, useState, type ReactNode } from "react";
import { useCommands } from "@/components/layout/commands/use-commands";
import { useConnectionIfAny, usePresentConnections } from "@/components/layout/connection-context";
import { onDemand } from "@/components/ui/on-demand";
import { toast } from "@/components/ui/toast";
import type { Connection } from "@/lib/contract/session";
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
  /** Why nothing can be uploaded on this page, a sentence; null when something can. */
  disabledReason: string | null;
}

const UploadAreaContext = createContext<UploadAreaValue | null>(null);

const UploadDialogs = onDemand(async () => (await import("./upload-dialogs")).UploadDialogs);

/**
 * A page on which files can be dropped anywhere, and which holds the upload dialog: for the page's connection, or, where it is about
 * several, for one that is chosen first.
 */
export function UploadArea({ children }: { children: ReactNode }): ReactNode {
  const own = useConnectionIfAny();
  const all = usePresentConnections();
  const { load } = useUploads();
  /** Every file that was chosen for the dialog; null while it is closed. */
  const [chosen, setChosen] = useState<readonly ChosenFile[] | null>(null);

  const connections = own === null ? all : [own];
  const disabledReason = whyNot(connections);
  const value = useMemo(() => {
    const prepare = () => {
      // A failure to load shows when the upload is started, where somebody waits for it.
      void load().catch(() => undefined);
      UploadDialogs.preload();
    };
    const open = (files: readonly ChosenFile[] = []) => {
      prepare();
      setChosen((before) => [...(before ?? []), ...files]);
    };
    return { open, prepare, disabledReason };
  }, [load, disabledReason]);

  const isDraggedOver = useFileDrop((files) => {
    if (disabledReason === null) value.open(files);
    else toast.warning(text.nothingUploaded, { description: disabledReason });
  });
  useCommands([
    {
      id: "upload",
      title: commandsText.commands.upload,
      section: "uploads",
      keys: "u",
      icon: Upload,
      disabledReason: disabledReason ?? undefined,
      run: () => value.open(),
    },
  ]);

  return (
    <UploadAreaContext value={value}>
      <InterruptedDialogsProvider>{children}</InterruptedDialogsProvider>
      {chosen !== null && (
        <UploadDialogs
          connections={connections}
          chosen={chosen}
          onFiles={value.open}
          isDraggedOver={isDraggedOver}
          onClose={() => setChosen(null)}
        />
      )}
      {isDraggedOver && chosen === null && disabledReason === null && <DropCurtain />}
    </UploadAreaContext>
  );
}

export function useUploadArea(): UploadAreaValue {
  const value = use(UploadAreaContext);
  if (value === null) throw new Error("useUploadArea needs an UploadArea above it.");
  return value;
}

/** Of several connections one that can is enough. */
function whyNot(connections: readonly Connection[]): string | null {
  const [first] = connections;
  if (first === undefined) return text.nowhere;
  if (connections.some(({ capabilities }) => capabilities.upload.allowed)) return null;
  const { upload } = first.capabilities;
  return connections.length > 1 || upload.allowed ? text.nowhere : upload.reason;
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
