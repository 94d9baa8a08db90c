import { inject } from "vitest";
import { makeBucket, type S3Settings } from "./buckets";
import { makeDatabase } from "./databases";
import type { PairSettings } from "./engine-pair";

declare module "vitest" {
  interface ProvidedContext {
    engines: PairSettings;
  }
}

/** The one pair of engines of a run of e2e/engines/vitest.config.ts. */
export function runEngines(): PairSettings {
  return inject("engines");
}

/** Makes an empty database. @returns its URL */
export function createDatabase(): Promise<string> {
  return makeDatabase(runEngines().postgres);
}

/** Makes an empty bucket. @returns its name, and where it is */
export async function createBucket(): Promise<S3Settings & { bucket: string }> {
  const { s3 } = runEngines();
  return { ...s3, bucket: await makeBucket(s3) };
}
