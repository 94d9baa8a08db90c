"use client";

import { useSyncExternalStore } from "react";
import type { EachRun, RunSnapshot } from "./each-run";

/** How a run goes, as it changes. */
export function useRun(run: EachRun<unknown>): RunSnapshot {
  return useSyncExternalStore(run.subscribe, run.getSnapshot, run.getSnapshot);
}

/** Something is under way, or comes to its end. */
export function isUnderWay({ state }: RunSnapshot): boolean {
  return state.kind === "running" || state.kind === "stopping";
}
