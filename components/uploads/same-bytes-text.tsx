"use client";

import type { ReactNode } from "react";
import { uploadsText } from "@/lib/text/uploads-text";
import type { UploadView } from "@/lib/upload/upload-view";
import { findSameBytes } from "./same-bytes";
import { useKnownImages } from "./use-known-images";

/** Says that an upload's bytes are an image already, once its checksum is computed. */
export function SameBytesText({ upload }: { upload: UploadView }): ReactNode {
  const images = useKnownImages(upload.connection);
  const same = findSameBytes(images, upload.sha256, upload.imageId);
  return (
    same !== null && <p className="mt-1 text-xs wrap-anywhere text-accent-text">{uploadsText.sameBytes(same.name)}</p>
  );
}
