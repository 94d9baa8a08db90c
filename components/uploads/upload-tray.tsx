"use client";

import { ChevronDown, ListX } from "lucide-react";
import { useState, type ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { classNames } from "@/lib/utils/class-names";
import { keepTrayFocus, TRAY_HEADING_ID } from "./tray-focus";
import { publishTrayHeight } from "./tray-height";
import { UploadAnnouncer } from "./upload-announcer";
import { UploadRow } from "./upload-row";
import { isUnderWay, summarize } from "./upload-words";
import { useUploads, useUploadViews } from "./uploads-provider";

/** All uploads of this tab, in a corner of every page. */
export function UploadTray(): ReactNode {
  const { uploads: commands } = useUploads();
  const uploads = useUploadViews();
  const [isCollapsed, setIsCollapsed] = useState(false);
  const finished = uploads.filter(({ status, can }) => status === "completed" && can.dismiss);

  return (
    <>
      <UploadAnnouncer uploads={uploads} />
      {commands !== null && uploads.length > 0 && (
        <section
          ref={attachTray}
          aria-label="Uploads"
          className="enter fixed inset-x-0 bottom-0 z-30 bg-raised shadow-dialog max-sm:rounded-t-xl sm:right-4 sm:bottom-4 sm:left-auto sm:w-104 sm:rounded-xl"
        >
          <header
            className={classNames("flex h-11 items-center gap-2 pr-2 pl-4", !isCollapsed && "border-b border-line")}
          >
            <h2 id={TRAY_HEADING_ID} tabIndex={-1} className="font-semibold outline-none">
              Uploads
            </h2>
            <p className="min-w-0 flex-1 truncate text-xs text-ink-muted tabular-nums">{summarize(uploads)}</p>
            {finished.length > 0 && uploads.length > 1 && (
              <IconButton
                label="Clear completed"
                onClick={() => {
                  for (const { id } of finished) commands.dismiss(id);
                }}
              >
                <ListX aria-hidden />
              </IconButton>
            )}
            <IconButton
              label={isCollapsed ? "Show uploads" : "Hide uploads"}
              tooltip={null}
              aria-expanded={!isCollapsed}
              onClick={() => setIsCollapsed(!isCollapsed)}
            >
              <ChevronDown aria-hidden className={classNames("transition-transform", isCollapsed && "rotate-180")} />
            </IconButton>
          </header>
          {isCollapsed ? (
            <OverallBar fraction={overallFraction(uploads.filter(isUnderWay))} />
          ) : (
            <ul className="max-h-[min(22rem,45dvh)] overflow-y-auto overscroll-contain">
              {uploads.map((upload) => (
                <UploadRow key={upload.id} upload={upload} commands={commands} />
              ))}
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
      <div
        className="h-full origin-left rounded-full bg-accent transition-transform duration-150 ease-linear"
        style={{ transform: `scaleX(${fraction})` }}
      />
    </div>
  );
}

function overallFraction(uploads: readonly { sentBytes: number; sizeBytes: number }[]): number | null {
  const total = uploads.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (total === 0) return null;
  return uploads.reduce((sum, { sentBytes }) => sum + sentBytes, 0) / total;
}
