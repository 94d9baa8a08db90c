import { existsSync } from "node:fs";
import { installDebianPackages } from "./debian.mjs";

/** What the server part of the benchmark compares with, and the package of Debian that has it. */
const PACKAGES = {
  "/usr/bin/aws": "awscli",
  "/usr/sbin/nginx": "nginx-light",
  "/usr/lib/python3/dist-packages/swift/proxy/server.py": "python3-swift",
};

/** Installs what is missing, where this user may. What cannot be had is left out of the tables, which say so. */
export function ensureBenchTools() {
  const missing = Object.entries(PACKAGES).filter(([file]) => !existsSync(file));
  if (missing.length > 0) installDebianPackages(missing.map(([, name]) => name));
}
