"use client";

import { useEffect, useState, type ReactNode } from "react";
import { uploadsText } from "@/lib/text/uploads-text";
import { formatDuration } from "@/lib/utils/format-duration";

/** Often enough that no second is skipped to the eye, in ms. */
const TICK_MS = 500;

/** "Retrying in N s", counting down to `at` (epoch ms). */
export function RetryText({ at }: { at: number }): ReactNode {
  const [now, setNow] = useState(Date.now);

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);

  const seconds = Math.ceil((at - now) / 1000);
  return seconds > 0 ? uploadsText.retryingIn(formatDuration(seconds)) : uploadsText.retryingNow;
}
