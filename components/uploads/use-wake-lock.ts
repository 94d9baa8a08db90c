"use client";

import { useEffect } from "react";
import { keepAwake, type WakeLockApi } from "./keep-awake";

/** Keeps the screen awake while `isNeeded`, where the browser can and allows it. */
export function useWakeLock(isNeeded: boolean): void {
  useEffect(() => {
    // Absent outside secure contexts, whatever the type says.
    const api: WakeLockApi | undefined = navigator.wakeLock;
    if (!isNeeded || api === undefined) return undefined;
    return keepAwake(api, document);
  }, [isNeeded]);
}
