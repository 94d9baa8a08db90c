import { digest, onceFor } from "./digest.mjs";
import { fail, run } from "./say.mjs";

const MIN_NODE = { major: 20, minor: 19 };

/** Installs the exact dependencies of package-lock.json when they are missing, out of date, or were made for another Node.js. */
export function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < MIN_NODE.major || (major === MIN_NODE.major && minor < MIN_NODE.minor)) {
    fail(`Node.js ${MIN_NODE.major}.${MIN_NODE.minor} or newer is needed; this is ${process.versions.node}.`);
  }
  // Native modules are built for one ABI, so a new Node.js needs a new install.
  const current = digest(["package-lock.json"], [process.versions.modules, process.platform, process.arch]);
  onceFor("node_modules/.installed-for", current, () => {
    console.log("Installing dependencies (once, about a minute; two where better-sqlite3 has to be compiled)…");
    // Not `npm ci`: it refuses a lock file that lacks optional packages of other platforms, which a registry mirror may not have.
    // The lock file is obeyed all the same, and `--no-save` leaves it as it is.
    if (!run("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"])) {
      fail("The dependencies could not be installed: `npm install` says why above.");
    }
  });
}
