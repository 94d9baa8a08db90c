"use client";

import { useSyncExternalStore } from "react";
import type { RunSnapshot } from "./each-run";
import type { ImagesRun, ImagesRunSnapshot } from "./images-run";

/** How a run goes, as it changes. */
export function useRun(run: ImagesRun<unknown>): ImagesRunSnapshot {
  return useSyncExternalStore(run.subscribe, run.getSnapshot, run.getSnapshot);
}

/** Something is under way, or comes to its end. */
export function isUnderWay({ state }: RunSnapshot): boolean {
  return state.kind === "running" || state.kind === "stopping";
}
