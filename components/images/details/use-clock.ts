"use client";

import { useEffect, useState } from "react";

/** Often enough for a speed that comes to nothing to be seen doing so. */
const TICK_MS = 1_000;

/** Epoch ms, refreshed each second. */
export function useClock(): number {
  const [now, setNow] = useState(() => Date.now());

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);

  return now;
}
