import { realpath } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { hasCode } from "@/lib/images-api/objects/disk/object-error";
import { BackupError } from "./backup-error";
import { type BackupLayout, backupLayout } from "./layout";
import { namesIn } from "./part-folder";

/** What a backup itself puts into its folder, and what a fresh disk has. */
const OWN_NAMES = new Set([
  "manifest.json",
  "manifest.json.new",
  "lock",
  "lock-journal",
  "images",
  "runs",
  "lost+found",
]);

/**
 * Looks whether a backup may be made in `folder`, which need not exist yet. Changes nothing.
 * @throws BackupError when it lies inside the data folder or around it, or holds something else
 */
export async function chooseTarget(folder: string, dataDirectory: string): Promise<BackupLayout> {
  const target = await realTarget(resolve(folder));
  const data = await realpath(dataDirectory);
  if (isWithin(target, data) || isWithin(data, target)) {
    throw new BackupError(
      `${target} and DATA_DIR (${data}) lie in each other. Choose a folder elsewhere, best on another disk or machine.`,
    );
  }
  const foreign = (await namesIn(target)).filter((name) => !OWN_NAMES.has(name));
  if (foreign.length > 0) {
    throw new BackupError(
      `${target} holds something else (${JSON.stringify(foreign[0])}). Choose an empty folder, or one that holds a backup.`,
    );
  }
  return backupLayout(target);
}

/** With every link on the way followed, as far as the path exists. */
async function realTarget(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const parent = dirname(path);
    if (!hasCode(error, "ENOENT") || parent === path) throw error;
    return join(await realTarget(parent), basename(path));
  }
}

function isWithin(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`));
}
