"use client";

import type { ReactNode } from "react";
import { useNow } from "@/components/ui/time";
import { formatAbsoluteTime, formatRelativeTime } from "@/lib/utils/format-time";

/** An instant in full, and how long ago that was. */
export function Instant({ instant }: { instant: string }): ReactNode {
  const now = useNow();
  if (now === null) return null;
  return (
    <time dateTime={instant} className="tabular-nums">
      {formatAbsoluteTime(instant)} <span className="text-ink-muted">({formatRelativeTime(instant, now)})</span>
    </time>
  );
}
