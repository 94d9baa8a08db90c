"use client";

import { lazy, Suspense, type ReactNode } from "react";
import { useUploadOfImage } from "./use-upload-of-image";

const RowUploadState = lazy(async () => ({ default: (await import("./row-upload-state")).RowUploadState }));

interface RowUploadProps {
  imageId: string;
  /** What to show where this browser does nothing for the image. */
  fallback: ReactNode;
}

/**
 * In the row of an image: how far its upload from this browser is, or Resume for an interrupted one, or the fallback.
 * Only for images that still take parts; an upload's code is loaded with the first one that there is.
 */
export function RowUpload({ imageId, fallback }: RowUploadProps): ReactNode {
  const upload = useUploadOfImage(imageId);
  if (upload === null) return fallback;
  return (
    <Suspense fallback={fallback}>
      <RowUploadState upload={upload} fallback={fallback} />
    </Suspense>
  );
}
