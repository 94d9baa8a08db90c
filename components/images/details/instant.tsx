"use client";

import type { ReactNode } from "react";
import { useNow } from "@/components/ui/time";
import { useTimeZone } from "@/components/ui/time-zone";
import { formatAbsoluteTime, formatRelativeTime } from "@/lib/utils/format-time";

/** An instant in full, in the chosen time zone, and how long ago that was. */
export function Instant({ instant }: { instant: string }): ReactNode {
  const now = useNow();
  const timeZone = useTimeZone();
  if (now === null) return null;
  return (
    <time dateTime={instant} className="tabular-nums">
      {formatAbsoluteTime(instant, timeZone)}{" "}
      <span className="text-ink-muted">({formatRelativeTime(instant, now, timeZone)})</span>
    </time>
  );
}
