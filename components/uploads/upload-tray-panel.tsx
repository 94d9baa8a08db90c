"use client";

import { useState, type ReactNode } from "react";
import { trayText } from "@/lib/text/tray-text";
import { uploadsText } from "@/lib/text/uploads-text";
import type { UploadCommands } from "@/lib/upload/upload-commands";
import { overallFraction } from "./overall-progress";
import { keepTrayFocus } from "./tray-focus";
import { TrayHeader } from "./tray-header";
import { publishTrayHeight } from "./tray-height";
import { trayRows } from "./tray-order";
import { UploadAnnouncer } from "./upload-announcer";
import { UploadRow } from "./upload-row";
import { isUnderWay } from "./under-way";
import { useUploadsSnapshot } from "./uploads-provider";

/** All uploads, what is not completed first, in a corner of every page. */
export function UploadTrayPanel({ commands }: { commands: UploadCommands }): ReactNode {
  const snapshot = useUploadsSnapshot();
  const { uploads } = snapshot;
  const { rows, hidden } = trayRows(uploads);
  const [isCollapsed, setIsCollapsed] = useState(false);

  return (
    <>
      <UploadAnnouncer uploads={uploads} />
      {uploads.length > 0 && (
        <section
          ref={attachTray}
          aria-label={uploadsText.region}
          className="enter fixed inset-x-0 bottom-0 z-30 bg-raised shadow-dialog max-sm:rounded-t-xl sm:right-4 sm:bottom-4 sm:left-auto sm:w-104 sm:rounded-xl print:hidden"
        >
          <TrayHeader snapshot={snapshot} commands={commands} isCollapsed={isCollapsed} onCollapse={setIsCollapsed} />
          {isCollapsed ? (
            <OverallBar fraction={overallFraction(uploads.filter(isUnderWay))} />
          ) : (
            <ul className="max-h-[min(22rem,45dvh)] overflow-y-auto overscroll-contain">
              {rows.map((upload) => (
                <UploadRow key={upload.id} upload={upload} commands={commands} />
              ))}
              {hidden > 0 && (
                <li className="px-4 py-2.5 text-xs text-ink-muted tabular-nums">{trayText.more(hidden)}</li>
              )}
            </ul>
          )}
        </section>
      )}
    </>
  );
}

function attachTray(tray: HTMLElement): () => void {
  const undoings = [publishTrayHeight(tray), keepTrayFocus(tray)];
  return () => {
    for (const undo of undoings) undo();
  };
}

/** A hairline that keeps moving while the tray is shut. The summary beside it says the same in words. */
function OverallBar({ fraction }: { fraction: number | null }): ReactNode {
  if (fraction === null) return null;
  return (
    <div aria-hidden className="mx-4 mb-2 h-0.5 overflow-hidden rounded-full bg-line">
      <div className="h-full origin-left rounded-full bg-accent" style={{ transform: `scaleX(${fraction})` }} />
    </div>
  );
}
