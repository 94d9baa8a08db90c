import type { TestProject } from "vitest/node";
import { startPair } from "@/e2e/support/engines/engine-pair";

/** vitest's global setup: one Postgres and one object store for all files. @returns what ends them */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const pair = await startPair();
  project.provide("engines", pair.settings);
  return () => pair.stop();
}
