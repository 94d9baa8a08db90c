"use client";

import type { ReactNode } from "react";
import { useNow } from "@/components/ui/time";
import { useTimeZone } from "@/components/ui/time-zone";
import { detailsText } from "@/lib/text/details-text";
import { formatDuration } from "@/lib/utils/format-duration";
import { formatAbsoluteTime } from "@/lib/utils/format-time";

const { fields: text } = detailsText;

const MINUTE_MS = 60_000;

/** An instant to come in full, in the chosen time zone, and how far away it is, in whole minutes. */
export function Expiry({ instant }: { instant: string }): ReactNode {
  const now = useNow();
  const timeZone = useTimeZone();
  if (now === null) return null;
  const minutes = Math.floor((Date.parse(instant) - now) / MINUTE_MS);
  return (
    <time dateTime={instant} className="tabular-nums">
      {formatAbsoluteTime(instant, timeZone)}{" "}
      <span className="text-ink-muted">
        ({minutes < 1 ? text.anyMoment : text.inDuration(formatDuration(minutes * 60))})
      </span>
    </time>
  );
}
