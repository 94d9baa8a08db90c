"use client";

import { createContext, use } from "react";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";

/** The dialogs about interrupted uploads, which the list of them and the rows of their images share. */
export interface InterruptedDialogsValue {
  /** Asks for the upload's file. `reason`: why the browser cannot open it by itself, a sentence, or null when it never could. */
  askForFile: (upload: InterruptedUpload, reason: string | null) => void;
  askToDiscard: (upload: InterruptedUpload) => void;
}

export const InterruptedDialogsContext = createContext<InterruptedDialogsValue | null>(null);

export function useInterruptedDialogs(): InterruptedDialogsValue {
  const value = use(InterruptedDialogsContext);
  if (value === null) throw new Error("useInterruptedDialogs needs an UploadArea above it.");
  return value;
}
