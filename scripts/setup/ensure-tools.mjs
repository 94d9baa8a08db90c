import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { installDebianPackages } from "./debian.mjs";
import { fail } from "./say.mjs";

/** What tests run besides Node, and the package of Debian that has it. */
const PACKAGES = { curl: "curl", sha256sum: "coreutils", shellcheck: "shellcheck", wget: "wget" };

/** What some tests of the server run, which are left out where it cannot be had; `npm test` says so. */
const OPTIONAL_PACKAGES = { faketime: "faketime", "mkfs.ext4": "e2fsprogs", prlimit: "util-linux", strace: "strace" };

/** The S3 store of the tests, which has no command: those that need it are left out where it cannot be had. */
const SWIFT = { file: "/usr/lib/python3/dist-packages/swift/proxy/server.py", package: "python3-swift" };

/** Installs what the tests run, where this user may. Ends the process with advice when one is missing then. */
export function ensureTools() {
  // Without what is recommended, which is the whole of a cluster's tools.
  if (!existsSync(SWIFT.file)) installDebianPackages([SWIFT.package], { recommended: false });
  const missing = Object.entries({ ...PACKAGES, ...OPTIONAL_PACKAGES }).filter(([command]) => !isInstalled(command));
  if (missing.length === 0) return;
  installDebianPackages(missing.map(([, name]) => name));
  const names = Object.keys(PACKAGES).filter((command) => !isInstalled(command));
  if (names.length > 0) fail(`The tests run ${names.join(", ")}. Install what is missing, then start them again.`);
}

/** Whether a command can be run by its name. @param {string} command @param {string} [searchPath] as PATH is */
export function isInstalled(command, searchPath = process.env.PATH ?? "") {
  return searchPath.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
