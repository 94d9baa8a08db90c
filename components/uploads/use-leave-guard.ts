"use client";

import { useEffect } from "react";
import type { UploadView } from "@/lib/upload/upload-view";
import { wouldBeLost } from "./under-way";

/**
 * The browser asks before the tab closes on unfinished uploads, and a file dropped beside a drop zone does not replace the page.
 * @param isRemembered whether this browser can go on with them after a reload
 */
export function useLeaveGuard(uploads: readonly UploadView[], isRemembered: boolean): void {
  const hasWork = uploads.some((upload) => wouldBeLost(upload, isRemembered));

  useEffect(() => {
    if (!hasWork) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [hasWork]);

  useEffect(() => {
    const refuse = (event: DragEvent) => {
      if (event.defaultPrevented || event.dataTransfer?.types.includes("Files") !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "none";
    };
    window.addEventListener("dragover", refuse);
    window.addEventListener("drop", refuse);
    return () => {
      window.removeEventListener("dragover", refuse);
      window.removeEventListener("drop", refuse);
    };
  }, []);
}
