"use client";

import type { ReactNode } from "react";
import { useCommandKeys } from "./use-command-keys";

/** Makes the commands of the page work by their keys. */
export function CommandCenter(): ReactNode {
  useCommandKeys();
  return null;
}
