"use client";

import { useEffect, useState, type ReactNode } from "react";
import { ProgressBar } from "@/components/ui/progress-bar";
import { bulkText } from "@/lib/text/bulk-text";
import type { RunSnapshot } from "./each-run";

/** How far a run is, and what it waits for. */
export function RunProgress({ label, snapshot }: { label: string; snapshot: RunSnapshot }): ReactNode {
  const { done, failed, total, resumesAt, state } = snapshot;
  const words = failed === 0 ? bulkText.progress(done, total) : bulkText.progressWithFailures(done, total, failed);
  return (
    <div className="space-y-2 pt-1">
      <ProgressBar
        label={label}
        fraction={(done + failed) / total}
        valueText={words}
        tone={state.kind === "stopping" ? "paused" : "active"}
      />
      <div className="flex flex-wrap justify-between gap-x-4 text-xs text-ink-muted tabular-nums">
        <p>{words}</p>
        {state.kind === "stopping" && <output>{bulkText.stopping}</output>}
        {state.kind === "running" && resumesAt !== null && <ServerWait key={resumesAt} until={resumesAt} />}
      </div>
    </div>
  );
}

/** Counts down to the instant (epoch ms) at which the server wants to be asked again. Announced once, not each second. */
function ServerWait({ until }: { until: number }): ReactNode {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <p>{bulkText.waitingForServer(Math.max(0, Math.ceil((until - now) / 1000)))}</p>;
}
