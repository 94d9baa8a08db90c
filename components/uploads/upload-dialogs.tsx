"use client";

import { useState, type ReactNode } from "react";
import type { Connection } from "@/lib/contract/session";
import type { ChosenFile } from "@/lib/upload/upload-commands";
import { ChooseConnectionDialog } from "./choose-connection-dialog";
import { UploadDialog } from "./upload-dialog";

interface UploadDialogsProps {
  /** Those of the page; at least one takes uploads. */
  connections: readonly Connection[];
  chosen: readonly ChosenFile[];
  onFiles: (files: readonly ChosenFile[]) => void;
  isDraggedOver: boolean;
  onClose: () => void;
}

/** Where a page is about several connections one is chosen first, for what may be uploaded, and under which names, differs. */
export function UploadDialogs({ connections, ...props }: UploadDialogsProps): ReactNode {
  const [first] = connections;
  const [chosenId, setChosenId] = useState<string | null>(null);
  const connection = connections.length === 1 ? first : connections.find(({ id }) => id === chosenId);
  if (connection !== undefined) return <UploadDialog connection={connection} {...props} />;
  return <ChooseConnectionDialog connections={connections} onChoose={setChosenId} onClose={props.onClose} />;
}
