"use client";

import { useEffect, useRef } from "react";
import type { UploadView } from "@/lib/upload/upload-view";
import { NOTHING_BEGUN, watchEnds } from "./upload-ends";
import { isUnderWay } from "./under-way";

/**
 * A notification of the system tells the end of uploads to somebody who looks at another tab. Permission is asked when
 * the tab is hidden while uploads run, never before.
 */
export function useEndNotification(uploads: readonly UploadView[]): void {
  const watch = useRef(NOTHING_BEGUN);
  const isRunning = uploads.some(isUnderWay);

  useEffect(() => {
    const look = watchEnds(watch.current, uploads);
    watch.current = look.watch;
    if (look.sentence !== null && document.visibilityState === "hidden") notify(look.sentence);
  }, [uploads]);

  useEffect(() => {
    if (!isRunning || !hasNotifications()) return undefined;
    const ask = () => {
      if (document.visibilityState !== "hidden" || Notification.permission !== "default") return;
      // Some browsers only ask in a click, and say no to this.
      void Notification.requestPermission().catch(() => undefined);
    };
    document.addEventListener("visibilitychange", ask);
    return () => document.removeEventListener("visibilitychange", ask);
  }, [isRunning]);
}

/** Absent outside secure contexts and on some phones. */
function hasNotifications(): boolean {
  return typeof Notification !== "undefined" && window.isSecureContext;
}

function notify(sentence: string): void {
  if (!hasNotifications() || Notification.permission !== "granted") return;
  try {
    const notification = new Notification(sentence, { tag: "uploads-ended" });
    notification.addEventListener("click", () => {
      window.focus();
      notification.close();
    });
  } catch {
    // Chrome on Android has the class but no constructor; there the tray alone tells it.
  }
}
