"use client";

import { useEffect, useState } from "react";

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/**
 * Whole seconds until an instant (ISO 8601), nought after it. Counts minutes, and seconds in the last minute: drawn again as
 * often as what is shown of it changes.
 */
export function useSecondsLeft(instant: string): number {
  const end = Date.parse(instant);
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, end - now);

  useEffect(() => {
    if (left === 0) return undefined;
    const step = left > MINUTE_MS ? MINUTE_MS : SECOND_MS;
    // To the moment at which the next smaller number is true.
    const timer = setTimeout(() => setNow(Date.now()), left % step === 0 ? 1 : left % step);
    return () => clearTimeout(timer);
  }, [left]);

  return Math.ceil(left / SECOND_MS);
}
