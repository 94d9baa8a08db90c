"use client";

import type { ReactNode } from "react";
import { imageStatusWord } from "@/components/images/image-status";
import { useTimeZone } from "@/components/ui/time-zone";
import type { Image } from "@/lib/contract/image";
import { detailsText } from "@/lib/text/details-text";
import { classNames } from "@/lib/utils/class-names";
import { formatDuration } from "@/lib/utils/format-duration";
import { formatAbsoluteTime } from "@/lib/utils/format-time";
import { DetailsSection } from "./details-section";
import { timelineOf, type TimelineStep } from "./timeline";

const text = detailsText.timeline;

const dots: Record<TimelineStep["kind"], string> = {
  created: "bg-ink-faint",
  uploaded: "bg-ink-faint",
  verified: "bg-positive",
  ready: "bg-positive",
  failed: "bg-negative",
  deleted: "bg-ink-faint",
  now: "bg-accent breathe",
};

/** What happened to an image, and when, as far as that is known. */
export function ImageTimeline({ image }: { image: Image }): ReactNode {
  const timeZone = useTimeZone();
  return (
    <DetailsSection title={text.heading}>
      <ol className="px-4 py-3">
        {timelineOf(image).map((step) => (
          <li key={step.kind} className="group relative flex gap-3 pb-3 last:pb-0">
            <span aria-hidden className="flex w-2 shrink-0 flex-col items-center pt-1.5">
              <span className={classNames("size-2 shrink-0 rounded-full", dots[step.kind])} />
              <span className="absolute top-4.5 -bottom-1 w-px bg-line group-last:hidden" />
            </span>
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span>{step.kind === "now" ? imageStatusWord(image) : text[step.kind]}</span>
                {step.secondsSince !== null && (
                  <span className="text-xs text-ink-muted tabular-nums">
                    {step.secondsSince === 0 ? text.atOnce : text.later(formatDuration(step.secondsSince))}
                  </span>
                )}
              </p>
              <p className="text-xs text-ink-muted tabular-nums">
                {step.instant === null ? (
                  text.now
                ) : (
                  <time dateTime={step.instant}>{formatAbsoluteTime(step.instant, timeZone)}</time>
                )}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </DetailsSection>
  );
}
