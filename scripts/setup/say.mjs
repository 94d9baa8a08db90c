import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The project's root folder, absolute. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** Ends the process with one sentence and exit code 1. @param {string} sentence @returns {never} */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/**
 * Runs a command in the root folder with our standard output and error, and waits for it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} [environment] added to ours
 * @returns {boolean} whether it ended with exit code 0
 */
export function run(command, args, environment = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "inherit", "inherit"],
    // npm is a .cmd file on Windows, which only a shell can start.
    shell: process.platform === "win32",
  });
  return result.status === 0;
}
