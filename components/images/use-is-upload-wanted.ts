"use client";

import { useUploadsSnapshot } from "@/components/uploads/uploads-provider";
import type { Image } from "@/lib/contract/image";
import type { UploadRules } from "@/lib/contract/session";
import { isUploadWanted } from "./image-permissions";

/** As `isUploadWanted`, of what this browser sends and remembers now. @param rules of the image's connection */
export function useIsUploadWanted(image: Image, rules: UploadRules): boolean {
  const { uploads, interrupted } = useUploadsSnapshot();
  return rules.fillsWaiting && isUploadWanted(image, [...uploads, ...interrupted]);
}
