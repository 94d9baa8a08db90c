import { existsSync } from "node:fs";
import { run } from "./say.mjs";

/**
 * Installs Debian's packages, where there is apt and this user may.
 * @param {readonly string[]} packages
 * @param {{ recommended?: boolean }} [options] `recommended`: also what they are said to work better with
 * @returns {boolean} whether apt says that they are there
 */
export function installDebianPackages(packages, { recommended = true } = {}) {
  if (!existsSync("/usr/bin/apt-get") || process.getuid?.() !== 0) return false;
  console.log(`Installing Debian's ${packages.join(", ")}…`);
  run("apt-get", ["update", "-qq"]);
  const options = ["-y", "-qq", ...(recommended ? [] : ["--no-install-recommends"])];
  return run("apt-get", ["install", ...options, ...packages], { DEBIAN_FRONTEND: "noninteractive" });
}
