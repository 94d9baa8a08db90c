"use client";

import { Play } from "lucide-react";
import type { ReactNode } from "react";
import { useConnectionOf } from "@/components/layout/connection-context";
import { errorSentence } from "@/components/layout/describe-error";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { toast } from "@/components/ui/toast";
import { uploadsText } from "@/lib/text/uploads-text";
import type { UploadView } from "@/lib/upload/upload-view";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";
import { classNames } from "@/lib/utils/class-names";
import { barTone } from "./bar-tone";
import { progressPieces, statusWord } from "./upload-words";
import type { UploadOfImage } from "./uploads-by-image";
import { useResume } from "./use-resume";

const wordTones = {
  active: "text-accent-text",
  paused: "text-ink-muted",
  done: "text-positive",
  failed: "text-negative",
} as const;

/** An upload in the row of its image. */
export function RowUploadState({ upload, fallback }: { upload: UploadOfImage; fallback: ReactNode }): ReactNode {
  if (upload.kind === "interrupted") return <InterruptedState upload={upload.upload} />;
  const { failure } = upload.view;
  // Its image itself tells why.
  if (failure?.code === "image_failed" || failure?.code === "completed_elsewhere") return fallback;
  return <RunningState view={upload.view} />;
}

function RunningState({ view }: { view: UploadView }): ReactNode {
  const fraction = view.sizeBytes === 0 ? null : view.sentBytes / view.sizeBytes;
  const [far = ""] = progressPieces(view);
  return (
    <div className="w-36 max-w-full min-w-0">
      <p className="flex items-baseline justify-between gap-2 text-xs tabular-nums">
        <span className={classNames("truncate", wordTones[barTone(view)])}>{uploadsText.row[view.status]}</span>
        {fraction !== null && (
          <span className="shrink-0 text-ink-muted">{uploadsText.percent(Math.floor(fraction * 100))}</span>
        )}
      </p>
      <div className="pt-0.5">
        <ProgressBar
          label={view.name}
          fraction={fraction}
          valueText={uploadsText.statusAndFar(statusWord(view.status), far)}
          tone={barTone(view)}
        />
      </div>
    </div>
  );
}

function InterruptedState({ upload }: { upload: InterruptedUpload }): ReactNode {
  const { capabilities } = useConnectionOf(upload.connection);
  const { resume, isPending } = useResume(upload, {
    onElsewhere: () => toast.warning(uploadsText.elsewhereNow),
    onError: (error) => toast.error(uploadsText.notResumed, { description: errorSentence(error) }),
  });
  return (
    // In a card, its date gives way first.
    <div className="flex min-w-0 items-center gap-2 max-sm:shrink-0">
      <span className="min-w-0 truncate text-xs text-ink-muted">{uploadsText.interrupted}</span>
      <Button
        size="small"
        // As high as its line also under a finger, where it takes presses around it.
        className="h-6 px-1.5 pointer-coarse:h-6"
        aria-label={uploadsText.resumeOf(upload.name)}
        busy={isPending}
        disabledReason={capabilities.upload.allowed ? undefined : capabilities.upload.reason}
        onClick={resume}
      >
        {!isPending && <Play aria-hidden className="size-3! fill-current stroke-0" />}
        {uploadsText.resume}
      </Button>
    </div>
  );
}
