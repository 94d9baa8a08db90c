"use client";

import { CircleAlert, Play } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useConnectionOf } from "@/components/layout/connection-context";
import { RequestError } from "@/components/layout/request-error";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Time } from "@/components/ui/time";
import { interruptedText as text } from "@/lib/text/interrupted-text";
import { uploadsText } from "@/lib/text/uploads-text";
import type { UploadCommands } from "@/lib/upload/upload-commands";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";
import { classNames } from "@/lib/utils/class-names";
import { formatBytes } from "@/lib/utils/format-bytes";
import { ComparedChecksumsList } from "./compared-checksums-list";
import type { Standing } from "./interrupted-standing";
import { PlanNote } from "./plan-note";
import { splitChecksums } from "./split-checksums";
import { useResume } from "./use-resume";

interface InterruptedRowProps {
  upload: InterruptedUpload;
  standing: Standing;
  commands: UploadCommands;
  onDiscard: () => void;
}

/** One interrupted upload: how far it came, when, and what can still be done. */
export function InterruptedRow({ upload, standing, commands, onDiscard }: InterruptedRowProps): ReactNode {
  const { capabilities } = useConnectionOf(upload.connection);
  const resuming = useResume(upload);
  const far = uploadsText.ofTotal(formatBytes(upload.acknowledgedBytes), formatBytes(upload.sizeBytes));
  return (
    <li className="border-b border-line px-3 py-2.5 last:border-b-0">
      {/* Beside a reason of several lines the button stays beside the name. */}
      <div
        className={classNames(
          "flex flex-wrap gap-x-6 gap-y-2",
          standing.kind === "failed" ? "items-start" : "items-center",
        )}
      >
        <div className="min-w-0 flex-1 basis-56 max-sm:basis-full">
          <ImageName upload={upload} isGone={standing.kind === "deleted"} />
          <p className="text-xs text-ink-muted tabular-nums">
            {far} · <Time instant={new Date(upload.updatedAt).toISOString()} />
          </p>
          {standing.kind === "resumable" && <PlanNote upload={upload} />}
          <Obstacle standing={standing} />
        </div>
        {standing.kind === "resumable" && (
          <div className="w-40 max-md:hidden">
            <ProgressBar
              label={upload.name}
              fraction={upload.acknowledgedBytes / upload.sizeBytes}
              valueText={text.progress(far)}
              tone="paused"
            />
          </div>
        )}
        <div className={classNames("flex gap-2", standing.kind !== "resumable" && "max-sm:-ml-2")}>
          {standing.kind === "resumable" && (
            <Button
              size="small"
              aria-label={uploadsText.resumeOf(upload.name)}
              busy={resuming.isPending}
              disabledReason={capabilities.upload.allowed ? undefined : capabilities.upload.reason}
              onClick={resuming.resume}
            >
              {!resuming.isPending && <Play aria-hidden className="size-3.5! fill-current stroke-0" />}
              {uploadsText.resume}
            </Button>
          )}
          {standing.kind === "deleted" ? (
            <Button
              size="small"
              look="quiet"
              aria-label={text.forgetOf(upload.name)}
              onClick={() => commands.dismiss(upload.id)}
            >
              {text.forget}
            </Button>
          ) : (
            <Button size="small" look="quiet" aria-label={text.discardOf(upload.name)} onClick={onDiscard}>
              {text.discard}
            </Button>
          )}
        </div>
      </div>
      {resuming.isElsewhere && (
        <output className="mt-1 block text-xs text-ink-muted">{uploadsText.elsewhereNow}</output>
      )}
      {resuming.error !== null && (
        <RequestError title={uploadsText.notResumed} error={resuming.error} className="mt-2" />
      )}
    </li>
  );
}

function ImageName({ upload, isGone }: { upload: InterruptedUpload; isGone: boolean }): ReactNode {
  if (upload.imageId === null || isGone) return <p className="truncate font-medium">{upload.name}</p>;
  return (
    <Link
      href={`/${upload.connection}/images/${upload.imageId}`}
      prefetch={false}
      title={upload.name}
      className="block w-fit max-w-full truncate rounded-sm font-medium underline-offset-4 hover:underline"
    >
      {upload.name}
    </Link>
  );
}

/** Why it cannot go on, and what can be done instead. */
function Obstacle({ standing }: { standing: Standing }): ReactNode {
  if (standing.kind !== "deleted" && standing.kind !== "failed") return null;
  const compared = standing.kind === "failed" ? splitChecksums(standing.reason ?? "") : null;
  return (
    <div className="mt-1 flex items-start gap-1.5 text-xs wrap-anywhere text-negative">
      <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
      <div className="min-w-0">
        <p>{obstacleText(standing, compared?.text ?? null)}</p>
        {compared !== null && <ComparedChecksumsList checksums={compared.checksums} />}
        {standing.kind === "failed" && <p className="text-ink-muted">{text.failedAdvice}</p>}
      </div>
    </div>
  );
}

function obstacleText(standing: Extract<Standing, { kind: "deleted" | "failed" }>, compared: string | null): string {
  if (standing.kind === "deleted") return standing.reason ?? text.deleted;
  return text.failed(compared ?? standing.reason ?? "");
}
