import { spawnSync } from "node:child_process";
import { root } from "./say.mjs";

/**
 * What follows from what this machine lacks.
 * @param {string} output of e2e/support/engines/print-missing.ts
 * @returns {{ run: boolean, line: string }} `line` for people, empty where they run. They run also when nobody could look: then they fail and say why
 */
export function decideEngineTests(output) {
  const missing = parse(output);
  if (missing.length === 0) return { run: true, line: "" };
  return { run: false, line: `Tests on Postgres and S3 did not run: ${missing.join("; ")}.` };
}

/** Looks whether there are Postgres and an S3 store for tests, or could be. @returns {{ run: boolean, line: string }} */
export function lookForEngines() {
  const { stdout } = spawnSync(process.execPath, ["--import", "tsx", "e2e/support/engines/print-missing.ts"], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return decideEngineTests(stdout ?? "");
}

/** @param {string} output @returns {readonly string[]} */
function parse(output) {
  try {
    return JSON.parse(output);
  } catch {
    return [];
  }
}
