"use client";

import { useSyncExternalStore } from "react";
import type { Image } from "@/lib/contract/image";
import { useUploadsStore } from "./uploads-provider";
import { uploadsByImage, type UploadOfImage } from "./uploads-by-image";

/** One for the page: all rows look at the same snapshot. */
const findUpload = uploadsByImage();

/**
 * What this browser does for an image: its upload while it runs, here or in another tab, or the interrupted one that could go
 * on; null when there is none. Renders again only when that upload changes.
 */
export function useUploadOfImage({ id, connection }: Pick<Image, "id" | "connection">): UploadOfImage | null {
  const { subscribe, getSnapshot } = useUploadsStore();
  return useSyncExternalStore(
    subscribe,
    () => findUpload(getSnapshot(), connection, id),
    () => null,
  );
}
