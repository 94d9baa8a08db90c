"use client";

import { useSyncExternalStore, type ReactNode } from "react";
import { formatAbsoluteTime, formatRelativeTime } from "@/lib/utils/format-time";
import { useTimeZone } from "./time-zone";

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

/** An instant (ISO 8601), relative, with the absolute time in the chosen time zone on hover. */
export function Time({ instant }: { instant: string }): ReactNode {
  const current = useNow();
  const timeZone = useTimeZone();
  if (current === null) return <time dateTime={instant}>{instant.slice(0, 10)}</time>;
  return (
    // The browser's own tooltip: a list shows dozens of times, each of which would be a component with state.
    <time dateTime={instant} title={formatAbsoluteTime(instant, timeZone)} className="whitespace-nowrap">
      {formatRelativeTime(instant, current, timeZone)}
    </time>
  );
}
