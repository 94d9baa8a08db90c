"use client";

import { ChevronDown, CirclePause, CirclePlay, ListX } from "lucide-react";
import type { ReactNode } from "react";
import { useKnownConnections } from "@/components/layout/known-connections";
import { IconButton } from "@/components/ui/icon-button";
import { trayText as text } from "@/lib/text/tray-text";
import { classNames } from "@/lib/utils/class-names";
import type { UploadCommands } from "@/lib/upload/upload-commands";
import type { UploadsSnapshot } from "@/lib/upload/uploads-snapshot";
import { SpeedLimitMenu } from "./speed-limit-menu";
import { TRAY_HEADING_ID } from "./tray-focus";
import { foreignUploadText } from "./upload-owner";
import { summarize } from "./upload-words";

interface TrayHeaderProps {
  snapshot: UploadsSnapshot;
  commands: UploadCommands;
  isCollapsed: boolean;
  onCollapse: (isCollapsed: boolean) => void;
}

/** The tray's title and summary, and what can be done with all uploads at once. */
export function TrayHeader({
  snapshot: { uploads, speedLimit },
  commands,
  isCollapsed,
  onCollapse,
}: TrayHeaderProps): ReactNode {
  const summary = summarize(uploads);
  const finished = uploads.filter(({ status, can }) => status === "completed" && can.dismiss);
  const { connections } = useKnownConnections();
  const own = uploads.filter(
    (upload) => !upload.elsewhere && foreignUploadText(upload, connections.get(upload.connection)?.account) === null,
  );
  const pausable = own.filter(({ can }) => can.pause).length;
  const resumable = own.filter(({ can }) => can.resume).length;
  return (
    <header className={classNames("flex h-11 items-center gap-2 pr-2 pl-4", !isCollapsed && "border-b border-line")}>
      <h2 id={TRAY_HEADING_ID} tabIndex={-1} className="font-semibold outline-none">
        {text.heading}
      </h2>
      <p title={summary} className="min-w-0 flex-1 truncate text-xs text-ink-muted tabular-nums">
        {summary}
      </p>
      <div className="flex shrink-0">
        {pausable > 1 && (
          <IconButton label={text.pauseAll} onClick={() => commands.pauseAll()}>
            <CirclePause aria-hidden />
          </IconButton>
        )}
        {resumable > 1 && (
          <IconButton label={text.resumeAll} onClick={() => commands.resumeAll()}>
            <CirclePlay aria-hidden />
          </IconButton>
        )}
        {finished.length > 0 && uploads.length > 1 && (
          <IconButton
            label={text.clearCompleted}
            onClick={() => {
              for (const { id } of finished) commands.dismiss(id);
            }}
          >
            <ListX aria-hidden />
          </IconButton>
        )}
        <SpeedLimitMenu limit={speedLimit} onChange={(limit) => commands.setSpeedLimit(limit)} />
        <IconButton
          label={isCollapsed ? text.show : text.hide}
          tooltip={null}
          aria-expanded={!isCollapsed}
          onClick={() => onCollapse(!isCollapsed)}
        >
          <ChevronDown aria-hidden className={classNames("transition-transform", isCollapsed && "rotate-180")} />
        </IconButton>
      </div>
    </header>
  );
}
