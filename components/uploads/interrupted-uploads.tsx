"use client";

import { useEffect, useRef, type ReactNode } from "react";
import { useConnection } from "@/components/layout/connection-context";
import { dismissNotes, useUnreadNotes } from "./dismissed-notes";
import { useInterruptedDialogs } from "./interrupted-dialogs-context";
import { INTERRUPTED_HEADING_ID, interruptedHeading } from "./interrupted-focus";
import { InterruptedRow } from "./interrupted-row";
import { QuietNote } from "./quiet-note";
import { trayHeading } from "./tray-focus";
import { useUploads, useUploadsSnapshot } from "./uploads-provider";
import { useInterruptedUploads } from "./use-interrupted-uploads";

/** Uploads of this connection and account that a closed page or a crash left behind, and what can be done about each. */
export function InterruptedUploads(): ReactNode {
  const connection = useConnection();
  const { uploads: commands } = useUploads();
  const entries = useInterruptedUploads({ connection: connection.id, account: connection.account.name });
  const { askToDiscard } = useInterruptedDialogs();
  useFocusAfterLeaving(entries.map(({ upload }) => upload.id));

  return (
    <>
      <SetAsideNote />
      {commands !== null && entries.length > 0 && (
        <section aria-labelledby={INTERRUPTED_HEADING_ID} className="mb-6">
          <h2 id={INTERRUPTED_HEADING_ID} tabIndex={-1} className="mb-2 font-semibold outline-none">
            Interrupted uploads
          </h2>
          <ul className="rounded-lg bg-surface shadow-[0_0_0_1px_var(--color-line)]">
            {entries.map((entry) => (
              <InterruptedRow
                key={entry.upload.id}
                {...entry}
                commands={commands}
                onDiscard={() => askToDiscard(entry.upload)}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** When the row that has the focus goes, or the button in its image's row, the focus goes on: to the tray when its upload did, else to what is left of the list. */
function useFocusAfterLeaving(ids: readonly string[]): void {
  const { uploads } = useUploadsSnapshot();
  const before = useRef(ids);
  useEffect(() => {
    const gone = before.current.filter((id) => !ids.includes(id));
    before.current = ids;
    if (gone.length === 0 || document.activeElement !== document.body) return;
    const wentOn = uploads.some(({ id }) => gone.includes(id));
    const place = wentOn ? trayHeading() : interruptedHeading();
    (place ?? document.querySelector("main"))?.focus();
  });
}

/** What this browser remembered and cannot understand any more. */
function SetAsideNote(): ReactNode {
  const sentences = useUnreadNotes(useUploadsSnapshot().setAside);
  if (sentences.length === 0) return null;
  return (
    <div className="mb-4">
      <QuietNote sentences={sentences} dismissLabel="Dismiss this note" onDismiss={() => dismissNotes(sentences)} />
    </div>
  );
}
