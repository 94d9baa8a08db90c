"use client";

import { useUploadsSnapshot } from "@/components/uploads/uploads-provider";
import type { Image } from "@/lib/contract/image";
import { isUploadWanted } from "./image-permissions";

/** As `isUploadWanted`, of what this browser sends and remembers now. */
export function useIsUploadWanted(image: Image): boolean {
  const { uploads, interrupted } = useUploadsSnapshot();
  return isUploadWanted(image, new Set([...uploads, ...interrupted].map(({ imageId }) => imageId)));
}
