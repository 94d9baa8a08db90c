"use client";

import { Progress as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "@/lib/utils/class-names";

const tones = {
  active: "bg-accent",
  paused: "bg-ink-faint",
  done: "bg-positive",
  failed: "bg-negative",
} as const;

interface ProgressBarProps {
  /** Its accessible name: what moves on. */
  label: string;
  /** 0…1, or null while nobody can tell. */
  fraction: number | null;
  /** What assistive technology reads instead of a number. */
  valueText: string;
  tone: keyof typeof tones;
}

/** How far something is. */
export function ProgressBar({ label, fraction, valueText, tone }: ProgressBarProps): ReactNode {
  const percent = fraction === null ? null : Math.floor(fraction * 100);
  return (
    <Primitive.Root
      aria-label={label}
      value={percent}
      getValueLabel={() => valueText}
      className="relative h-1 w-full overflow-hidden rounded-full bg-line"
    >
      <Primitive.Indicator
        className={classNames("h-full w-full origin-left rounded-full", tones[tone], fraction === null && "breathe")}
        style={{ transform: `scaleX(${fraction ?? 1})` }}
      />
    </Primitive.Root>
  );
}
