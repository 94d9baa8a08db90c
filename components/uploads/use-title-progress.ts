"use client";

import { useEffect, useRef } from "react";
import type { UploadView } from "@/lib/upload/upload-view";
import { overallFraction } from "./overall-progress";
import { keepTitleProgress } from "./title-progress";
import { isUnderWay } from "./under-way";

/** The tab's title begins with how far the uploads are, while there are any. */
export function useTitleProgress(uploads: readonly UploadView[]): void {
  const fraction = overallFraction(uploads.filter(isUnderWay));
  const percent = fraction === null ? null : Math.floor(fraction * 100);
  const isShown = percent !== null;
  const title = useRef<ReturnType<typeof keepTitleProgress>>(null);

  useEffect(() => {
    if (!isShown) return undefined;
    const keeper = keepTitleProgress(document);
    title.current = keeper;
    return () => {
      title.current = null;
      keeper.stop();
    };
  }, [isShown]);

  useEffect(() => {
    if (percent !== null) title.current?.show(percent);
  }, [percent]);
}
