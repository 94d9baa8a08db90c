import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./say.mjs";

/**
 * SHA-256 over the names and contents of files, and of folders' files, whatever order they are found in.
 * @param {readonly string[]} paths relative to the root; those that do not exist are passed over
 * @param {readonly string[]} [facts] further strings that count, such as a version
 */
export function digest(paths, facts = []) {
  const hash = createHash("sha256");
  for (const fact of facts) hash.update(`${fact}\0`);
  for (const path of paths.flatMap(filesUnder).toSorted()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  if (!existsSync(join(root, path))) return [];
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesUnder(`${path}/${name}`));
}

/**
 * Does `make` unless the file `stamp` says that it was done with the same digest. A `make` that fails or is killed leaves no stamp,
 * not even that of what it began to replace.
 * @param {string} stamp path relative to the root, inside what `make` makes
 * @param {string} current
 * @param {() => void} make
 */
export function onceFor(stamp, current, make) {
  const file = join(root, stamp);
  if (existsSync(file) && readFileSync(file, "utf8") === current) return;
  rmSync(file, { force: true });
  make();
  writeFileSync(file, current);
}
