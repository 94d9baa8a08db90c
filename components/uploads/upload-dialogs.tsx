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
  const [first, ...others] = connections;
  // Settled once: when what was chosen is signed out of, files do not go to what is left.
  const [chosenId, setChosenId] = useState(others.length === 0 ? (first?.id ?? null) : null);
  const connection = connections.find(({ id }) => id === chosenId);
  if (connection !== undefined) return <UploadDialog key={connection.id} connection={connection} {...props} />;
  return <ChooseConnectionDialog connections={connections} onChoose={setChosenId} onClose={props.onClose} />;
}
