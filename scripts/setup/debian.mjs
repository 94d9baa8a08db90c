import { existsSync } from "node:fs";
import { run } from "./say.mjs";

/**
 * Installs Debian's packages, where there is apt and this user may.
 * @param {readonly string[]} packages
 * @returns {boolean} whether apt says that they are there
 */
export function installDebianPackages(packages) {
  if (!existsSync("/usr/bin/apt-get") || process.getuid?.() !== 0) return false;
  console.log(`Installing Debian's ${packages.join(", ")}…`);
  run("apt-get", ["update", "-qq"]);
  return run("apt-get", ["install", "-y", "-qq", ...packages], { DEBIAN_FRONTEND: "noninteractive" });
}
