"use client";

import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { useConnection } from "@/components/layout/connection-context";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";
import { ChooseAgainDialog } from "./choose-again-dialog";
import { DiscardUploadDialog } from "./discard-upload-dialog";
import { dismissNotes, useUnreadNotes } from "./dismissed-notes";
import { InterruptedRow } from "./interrupted-row";
import { QuietNote } from "./quiet-note";
import { trayHeading } from "./tray-focus";
import { useUploads, useUploadsSnapshot } from "./uploads-provider";
import { useInterruptedUploads } from "./use-interrupted-uploads";

type Asking =
  | { about: "file"; upload: InterruptedUpload; reason: string | null }
  | { about: "discarding"; upload: InterruptedUpload };

/** Uploads of this connection and account that a closed page or a crash left behind, and what can be done about each. */
export function InterruptedUploads(): ReactNode {
  const connection = useConnection();
  const { uploads: commands } = useUploads();
  const entries = useInterruptedUploads({ connection: connection.id, account: connection.account.name });
  const [asking, setAsking] = useState<Asking | null>(null);
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusAfterLeaving(
    entries.map(({ upload }) => upload.id),
    heading,
  );

  return (
    <>
      <SetAsideNote />
      {commands !== null && entries.length > 0 && (
        <section aria-labelledby={headingId} className="mb-6">
          <h2 ref={heading} id={headingId} tabIndex={-1} className="mb-2 font-semibold outline-none">
            Interrupted uploads
          </h2>
          <ul className="rounded-lg bg-surface shadow-[0_0_0_1px_var(--color-line)]">
            {entries.map((entry) => (
              <InterruptedRow
                key={entry.upload.id}
                {...entry}
                commands={commands}
                onFileNeeded={(reason) => setAsking({ about: "file", upload: entry.upload, reason })}
                onDiscard={() => setAsking({ about: "discarding", upload: entry.upload })}
              />
            ))}
          </ul>
        </section>
      )}
      {commands !== null && asking?.about === "file" && (
        <ChooseAgainDialog
          upload={asking.upload}
          reason={asking.reason}
          commands={commands}
          onClose={() => setAsking(null)}
        />
      )}
      {commands !== null && asking?.about === "discarding" && (
        <DiscardUploadDialog
          upload={asking.upload}
          commands={commands}
          onClose={() => setAsking(null)}
          returnFocus={(opener) => (opener?.isConnected === true ? null : heading.current)}
        />
      )}
    </>
  );
}

/** When the row that has the focus goes, the focus goes on: to the tray when its upload did, else to what is left of the list. */
function useFocusAfterLeaving(ids: readonly string[], heading: { current: HTMLElement | null }): void {
  const { uploads } = useUploadsSnapshot();
  const before = useRef(ids);
  useEffect(() => {
    const gone = before.current.filter((id) => !ids.includes(id));
    before.current = ids;
    if (gone.length === 0 || document.activeElement !== document.body) return;
    const wentOn = uploads.some(({ id }) => gone.includes(id));
    const place = wentOn ? trayHeading() : heading.current;
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
