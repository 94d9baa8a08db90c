"use client";

import type { ReactNode } from "react";
import { useEndNotification } from "./use-end-notification";
import { useLeaveGuard } from "./use-leave-guard";
import { useTitleProgress } from "./use-title-progress";
import { useUploadsSnapshot } from "./uploads-provider";
import { useWakeLock } from "./use-wake-lock";

/** What running uploads change about the tab itself: its title, whether it closes unasked, the screen's sleep, the end's news. */
export function UploadsAtWork(): ReactNode {
  const { uploads, shortcomings } = useUploadsSnapshot();
  const own = uploads.filter((upload) => !upload.elsewhere);
  useLeaveGuard(own, !shortcomings.some(({ feature }) => feature === "memory"));
  useTitleProgress(own);
  useEndNotification(own);
  // A hidden tab cannot keep the screen awake: the one that is looked at does it for all.
  useWakeLock(uploads.some(({ status }) => status === "uploading" || status === "finishing"));
  return null;
}
