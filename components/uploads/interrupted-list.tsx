"use client";

import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { useConnectionIfAny, usePresentConnections } from "@/components/layout/connection-context";
import { Button } from "@/components/ui/button";
import { interruptedText as text } from "@/lib/text/interrupted-text";
import { uploadsText } from "@/lib/text/uploads-text";
import { dismissNotes, useUnreadNotes } from "./dismissed-notes";
import { useInterruptedDialogs } from "./interrupted-dialogs-context";
import { INTERRUPTED_HEADING_ID, interruptedHeading } from "./interrupted-focus";
import { InterruptedRow } from "./interrupted-row";
import { QuietNote } from "./quiet-note";
import { ResumeSeveral } from "./resume-several";
import { trayHeading } from "./tray-focus";
import { useUploads, useUploadsSnapshot } from "./uploads-provider";
import { useInterruptedUploads } from "./use-interrupted-uploads";

/** So many are shown at first: what one came for, the images, stands below them. */
const SHOWN_AT_FIRST = 3;

/** Uploads of the page's connections and their accounts that a closed page or a crash left behind, and what can be done about each. */
export function InterruptedList(): ReactNode {
  const own = useConnectionIfAny();
  const all = usePresentConnections();
  const connections = own === null ? all : [own];
  const { uploads: commands } = useUploads();
  const entries = useInterruptedUploads(
    connections.map((connection) => ({ connection: connection.id, account: connection.account.name })),
  );
  const open = new Set(connections.flatMap(({ id, capabilities }) => (capabilities.upload.allowed ? id : [])));
  const resumable = entries.flatMap(({ upload, standing }) =>
    standing.kind === "resumable" && open.has(upload.connection) ? upload : [],
  );
  const { askToDiscard } = useInterruptedDialogs();
  const [showsAll, setShowsAll] = useState(false);
  const listId = useId();
  const hiddenCount = entries.length - SHOWN_AT_FIRST;
  useFocusAfterLeaving(entries.map((entry) => entry.upload.id));

  return (
    <>
      <SetAsideNote />
      {commands !== null && entries.length > 0 && (
        <section aria-labelledby={INTERRUPTED_HEADING_ID} className="mb-6">
          <div className="mb-2 flex min-h-7 items-center justify-between gap-3">
            <h2 id={INTERRUPTED_HEADING_ID} tabIndex={-1} className="font-semibold outline-none">
              {text.heading}
            </h2>
            {resumable.length > 1 && <ResumeSeveral uploads={resumable} commands={commands} />}
          </div>
          <ul id={listId} className="rounded-lg bg-surface shadow-[0_0_0_1px_var(--color-line)]">
            {(showsAll ? entries : entries.slice(0, SHOWN_AT_FIRST)).map((entry) => (
              <InterruptedRow
                key={entry.upload.id}
                {...entry}
                commands={commands}
                onDiscard={() => askToDiscard(entry.upload)}
              />
            ))}
          </ul>
          {hiddenCount > 0 && (
            <Button
              size="small"
              look="quiet"
              className="mt-1"
              aria-expanded={showsAll}
              aria-controls={listId}
              onClick={() => setShowsAll(!showsAll)}
            >
              {showsAll ? text.fewer : text.more(hiddenCount)}
            </Button>
          )}
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
      <QuietNote
        sentences={sentences}
        dismissLabel={uploadsText.dismissNote}
        onDismiss={() => dismissNotes(sentences)}
      />
    </div>
  );
}
