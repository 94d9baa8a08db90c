"use client";

import { CircleAlert, CircleCheck, Pause, Play, RotateCw, Trash2, WifiOff, X } from "lucide-react";
import Link from "next/link";
import { useState, type ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { useNow } from "@/components/ui/time";
import type { UploadCommands } from "@/lib/upload/upload-commands";
import type { UploadView } from "@/lib/upload/upload-view";
import { formatDuration } from "@/lib/utils/format-duration";
import { CancelUploadDialog } from "./cancel-upload-dialog";
import { UploadFailureNote } from "./upload-failure-note";
import { progressPieces, statusWord } from "./upload-words";

interface UploadRowProps {
  upload: UploadView;
  commands: UploadCommands;
}

export function UploadRow({ upload, commands }: UploadRowProps): ReactNode {
  const [isAsking, setIsAsking] = useState(false);
  const words = [statusWord(upload.status), ...progressPieces(upload)];
  return (
    <li className="border-b border-line px-4 py-2.5 last:border-b-0">
      <div className="flex h-7 items-center gap-2">
        <ImageName upload={upload} />
        <UploadControls upload={upload} commands={commands} onCancel={() => setIsAsking(true)} />
      </div>
      <div className="py-1">
        <ProgressBar
          label={upload.name}
          fraction={upload.sizeBytes === 0 ? null : upload.sentBytes / upload.sizeBytes}
          valueText={words.join(", ")}
          tone={barTone(upload)}
        />
      </div>
      <p className="mt-0.5 flex items-center gap-1.5 text-xs text-ink-muted tabular-nums">
        <StatusMark upload={upload} />
        <span className="min-w-0 flex-1 truncate">{words.slice(0, 2).join(" · ")}</span>
        <span className="shrink-0">{words.slice(2).join(" · ")}</span>
      </p>
      {upload.retry !== null && <RetryNote retry={upload.retry} />}
      {upload.failure !== null && <UploadFailureNote failure={upload.failure} />}
      {isAsking && <CancelUploadDialog upload={upload} commands={commands} onClose={() => setIsAsking(false)} />}
    </li>
  );
}

function ImageName({ upload }: { upload: UploadView }): ReactNode {
  const className = "min-w-0 flex-1 truncate font-medium";
  if (upload.imageId === null) return <span className={className}>{upload.name}</span>;
  return (
    <Link
      href={`/${upload.connection}/images/${upload.imageId}`}
      prefetch={false}
      title={upload.name}
      className={`${className} rounded-sm underline-offset-4 hover:underline`}
    >
      {upload.name}
    </Link>
  );
}

interface UploadControlsProps extends UploadRowProps {
  onCancel: () => void;
}

function UploadControls({ upload: { id, name, status, can }, commands, onCancel }: UploadControlsProps): ReactNode {
  return (
    <div className="-mr-2 flex shrink-0">
      {can.pause && (
        <IconButton label={`Pause ${name}`} tooltip="Pause" onClick={() => commands.pause(id)}>
          <Pause aria-hidden className="fill-current stroke-0" />
        </IconButton>
      )}
      {can.resume && (
        <IconButton label={`Resume ${name}`} tooltip="Resume" onClick={() => commands.resume(id)}>
          <Play aria-hidden className="fill-current stroke-0" />
        </IconButton>
      )}
      {can.retry && (
        <IconButton
          label={`Retry ${name}`}
          tooltip={status === "failed" ? "Retry" : "Try now"}
          onClick={() => commands.retry(id)}
        >
          <RotateCw aria-hidden />
        </IconButton>
      )}
      {can.cancel && (
        <IconButton label={`Cancel ${name}`} tooltip="Cancel and delete" onClick={onCancel}>
          <Trash2 aria-hidden />
        </IconButton>
      )}
      {can.dismiss && (
        <IconButton label={`Dismiss ${name}`} tooltip="Dismiss" onClick={() => commands.dismiss(id)}>
          <X aria-hidden />
        </IconButton>
      )}
    </div>
  );
}

function StatusMark({ upload: { status } }: { upload: UploadView }): ReactNode {
  switch (status) {
    case "completed":
      return <CircleCheck aria-hidden className="size-3.5 shrink-0 text-positive" />;
    case "failed":
      return <CircleAlert aria-hidden className="size-3.5 shrink-0 text-negative" />;
    case "offline":
      return <WifiOff aria-hidden className="size-3.5 shrink-0 text-warning" />;
    default:
      return null;
  }
}

function RetryNote({ retry }: { retry: { at: number; cause: string } }): ReactNode {
  const now = useNow();
  const seconds = now === null ? 0 : Math.max(0, (retry.at - now) / 1000);
  return (
    <p className="mt-1 text-xs wrap-anywhere text-warning">
      {retry.cause} {seconds > 60 && `The next try comes in ${formatDuration(seconds)}.`}
    </p>
  );
}

function barTone({ status }: UploadView): "active" | "paused" | "done" | "failed" {
  switch (status) {
    case "completed":
      return "done";
    case "failed":
      return "failed";
    case "paused":
    case "offline":
    case "retrying":
    case "queued":
    case "canceling":
      return "paused";
    default:
      return "active";
  }
}
