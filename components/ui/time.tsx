"use client";

import { useSyncExternalStore, type ReactNode } from "react";
import { formatAbsoluteTime, formatRelativeTime } from "@/lib/utils/format-time";
import { Tooltip } from "./tooltip";

/** Relative times name minutes at the finest: half of one keeps them right enough. */
const TICK_MS = 30_000;

let now = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for every time on the page. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const notify of listeners) notify();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    now = 0;
  };
}

function readClock(): number {
  if (now === 0) now = Date.now();
  return now;
}

/** Epoch ms, refreshed twice a minute; null on the server, whose clock and time zone are not the reader's. */
export function useNow(): number | null {
  return useSyncExternalStore<number | null>(subscribe, readClock, () => null);
}

/** An instant (ISO 8601), relative, with the absolute time on hover. */
export function Time({ instant }: { instant: string }): ReactNode {
  const current = useNow();
  if (current === null) return <time dateTime={instant}>{instant.slice(0, 10)}</time>;
  return (
    <Tooltip text={formatAbsoluteTime(instant)}>
      <time dateTime={instant} className="whitespace-nowrap">
        {formatRelativeTime(instant, current)}
      </time>
    </Tooltip>
  );
}
