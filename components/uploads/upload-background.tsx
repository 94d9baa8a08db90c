"use client";

import type { ReactNode } from "react";
import { trayCode } from "./lazy-tray";
import { useUploads } from "./uploads-provider";

/** What running uploads change about the tab itself, once the engine is there. */
export function UploadBackground(): ReactNode {
  const { uploads } = useUploads();
  const code = uploads === null ? null : trayCode.loaded();
  return code !== null && <code.UploadsAtWork />;
}
