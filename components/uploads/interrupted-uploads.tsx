"use client";

import type { ReactNode } from "react";
import { trayCode } from "./lazy-tray";
import { useUploads } from "./uploads-provider";

/** Uploads that a closed page or a crash left behind, once the engine knows of any. */
export function InterruptedUploads(): ReactNode {
  const { uploads } = useUploads();
  const code = uploads === null ? null : trayCode.loaded();
  return code !== null && <code.InterruptedList />;
}
