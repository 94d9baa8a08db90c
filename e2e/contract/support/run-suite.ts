import { spawn } from "node:child_process";
import { once } from "node:events";

export interface SuiteOptions {
  /** Of the images API, without the `/v2`. */
  baseUrl: string;
  /** Of an operator or admin. */
  token: string;
  /** Where the report goes, as vitest writes JSON. */
  report: string;
  /** Whether the API serves `/objects` itself: there are tests for that alone. */
  hasOwnObjects: boolean;
}

/** Runs the contract suite as somebody else does, from outside. @returns its exit code */
export async function runContractSuite({
  baseUrl,
  token,
  report,
  hasOwnObjects,
}: SuiteOptions): Promise<number | null> {
  const suite = spawn(
    process.execPath,
    [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--config=e2e/contract/vitest.config.ts",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...(hasOwnObjects ? [] : ["--exclude=e2e/contract/own-objects.test.ts"]),
    ],
    { env: { ...process.env, BASE_URL: baseUrl, IMAGES_TOKEN: token }, stdio: "inherit" },
  );
  const [code] = await once(suite, "exit");
  return typeof code === "number" ? code : null;
}
