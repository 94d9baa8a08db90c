"use client";

import { RotateCw, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { DownloadState } from "@/lib/download/download-state";
import { forgetDownload, goOnWithDownload, type DownloadView } from "@/lib/download/downloads";
import { detailsText } from "@/lib/text/details-text";
import { progressPieces, waitSentence } from "./save-words";
import { useClock } from "./use-clock";
import { useSecondsLeft } from "./use-seconds-left";

const text = detailsText.save;

/** A download under way: how far it is, why it waits, and a way out. */
export function SaveProgress({
  name,
  view: { imageId, fileName, state },
}: {
  name: string;
  view: DownloadView;
}): ReactNode {
  const now = useClock();
  if (state.kind === "saving") return <p className="text-ink-muted">{text.saving(fileName)}</p>;
  if (state.kind !== "running" && state.kind !== "waiting") return null;
  const pieces = progressPieces(state, now);
  return (
    <div className="space-y-2">
      <ProgressBar
        label={text.progress(name)}
        fraction={state.sizeBytes === 0 ? null : state.receivedBytes / state.sizeBytes}
        valueText={pieces.join(", ")}
        tone={state.kind === "running" ? "active" : "paused"}
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-40 text-xs text-ink-muted tabular-nums">
          <p>{pieces.join(" · ")}</p>
          {state.kind === "waiting" && <WaitLine key={state.resumesAt} state={state} />}
        </div>
        {state.kind === "waiting" && (
          <Button size="small" onClick={() => goOnWithDownload(imageId)}>
            <RotateCw aria-hidden />
            {text.tryNow}
          </Button>
        )}
        <Button size="small" aria-label={text.cancelOf(name)} onClick={() => forgetDownload(imageId)}>
          <X aria-hidden />
          {text.cancel}
        </Button>
      </div>
    </div>
  );
}

function WaitLine({ state }: { state: Extract<DownloadState, { kind: "waiting" }> }): ReactNode {
  const seconds = useSecondsLeft(new Date(state.resumesAt).toISOString());
  return <p className="text-warning">{waitSentence(state, seconds)}</p>;
}
