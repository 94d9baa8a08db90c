"use client";

import { useMemo, useState, type ReactNode } from "react";
import { onDemand } from "@/components/ui/on-demand";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";
import { InterruptedDialogsContext } from "./interrupted-dialogs-context";

export type Asking =
  | { about: "file"; upload: InterruptedUpload; reason: string | null }
  | { about: "discarding"; upload: InterruptedUpload };

const InterruptedDialogs = onDemand(async () => (await import("./interrupted-dialogs")).InterruptedDialogs);

/** Holds the dialogs about interrupted uploads, one at a time. */
export function InterruptedDialogsProvider({ children }: { children: ReactNode }): ReactNode {
  const [asking, setAsking] = useState<Asking | null>(null);
  const value = useMemo(
    () => ({
      askForFile: (upload: InterruptedUpload, reason: string | null) => setAsking({ about: "file", upload, reason }),
      askToDiscard: (upload: InterruptedUpload) => setAsking({ about: "discarding", upload }),
    }),
    [],
  );
  return (
    <InterruptedDialogsContext value={value}>
      {children}
      {asking !== null && <InterruptedDialogs asking={asking} onClose={() => setAsking(null)} />}
    </InterruptedDialogsContext>
  );
}
