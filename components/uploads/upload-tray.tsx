"use client";

import type { ReactNode } from "react";
import { trayCode } from "./lazy-tray";
import { useUploads } from "./uploads-provider";

/** All uploads, in a corner of every page, once the engine is there. */
export function UploadTray(): ReactNode {
  const { uploads } = useUploads();
  const code = uploads === null ? null : trayCode.loaded();
  if (uploads === null || code === null) return null;
  return <code.UploadTrayPanel commands={uploads} />;
}
