"use client";

import type { ReactNode } from "react";
import type { Image } from "@/lib/contract/image";
import { trayCode } from "./lazy-tray";
import { useUploadOfImage } from "./use-upload-of-image";

interface RowUploadProps {
  image: Pick<Image, "id" | "connection">;
  /** What to show where this browser does nothing for the image. */
  fallback: ReactNode;
}

/**
 * In the row of an image: how far its upload from this browser is, or Resume for an interrupted one, or the fallback.
 * For images that are not final yet; rendered again only when that upload changes.
 */
export function RowUpload({ image, fallback }: RowUploadProps): ReactNode {
  const upload = useUploadOfImage(image);
  const code = upload === null ? null : trayCode.loaded();
  if (upload === null || code === null) return fallback;
  return <code.RowUploadState upload={upload} fallback={fallback} />;
}
