import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { missingEngines } from "./e2e/support/engines/missing-engines";
import type { FaultOptions } from "./e2e/support/fault-fixtures";

// Workers read this file again: what is made once is kept in the environment, which they inherit.
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), "images-dashboard-e2e-"));
process.env.E2E_ADMIN_TOKEN ??= randomBytes(32).toString("base64url");
process.env.E2E_PORT ??= "3970";
process.env.E2E_ENGINES ??= missingEngines().length === 0 ? "on" : "off";

const baseURL = `http://127.0.0.1:${process.env.E2E_PORT}`;
const executablePath = process.env.BROWSER_PATH;

/** The tag of tests that wait much longer than they work: they do so beside all others. */
const WAITS = /@waits/;

/** What only two servers on Postgres and S3 have. */
const SERVERS = "servers-*.spec.ts";

/** Of the faults those that another object store, or a server that is one of two, may take in another way. */
const FAULTS_ON_SERVERS =
  /a connection that breaks once|a storm of 500|a storage that asks|loaded anew|whole browser was killed|a byte that changed|a download that breaks/;

/** Starting engines and two servers takes some seconds, so one worker runs them all. */
const ON_SERVERS = {
  name: "servers",
  testMatch: ["faults-*.spec.ts", "details-download.spec.ts", SERVERS],
  grep: [FAULTS_ON_SERVERS, /servers-/],
  workers: 1,
  use: { pair: "servers" as const },
};

export default defineConfig<object, FaultOptions>({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  outputDir: "test-results/browser",
  globalTeardown: "./e2e/support/remove-data.ts",
  fullyParallel: true,
  // As many as the projects' together.
  workers: 5,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [
    ["list"],
    ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? "test-results/browser.json" }],
  ],
  use: {
    baseURL,
    locale: "en-GB",
    // Spinners and bars that move would be drawn by the processor, at the cost of the tests beside.
    contextOptions: { reducedMotion: "reduce" },
    // Taking one makes every test slower, so it is taken when somebody looks for what went wrong.
    trace: process.env.E2E_TRACE === undefined ? "off" : "retain-on-failure",
    permissions: ["clipboard-read", "clipboard-write"],
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "browser", testIgnore: SERVERS, grepInvert: WAITS, workers: 2 },
    { name: "waiting", grep: WAITS, workers: 2 },
    ...(process.env.E2E_ENGINES === "on" ? [ON_SERVERS] : []),
  ],
  webServer: {
    command: `"${process.execPath}" scripts/start.mjs`,
    url: `${baseURL}/sign-in`,
    timeout: 300_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    stdout: "pipe",
    env: {
      PORT: process.env.E2E_PORT,
      DATA_DIR: process.env.E2E_DATA_DIR,
      EMBEDDED_ADMIN_TOKEN: process.env.E2E_ADMIN_TOKEN,
      LOG_LEVEL: "error",
    },
  },
});
