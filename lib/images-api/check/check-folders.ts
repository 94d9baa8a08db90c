import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { hasCode } from "@/lib/images-api/objects/disk/object-error";
import { exists } from "@/lib/images-api/objects/disk/part-files";
import type { Paths } from "@/lib/images-api/objects/disk/paths";
import { isImageId } from "@/lib/images-api/objects/names";
import { type Finding, note, problem } from "./finding";
import type { RowReader } from "./read-rows";

/** A part that arrives is cut when nothing comes for a minute, so a file that was not touched for this long is nobody's. */
const LEFT_OVER_MS = 60 * 60 * 1000;

/** Folders that no row explains, and what earlier runs left over. */
export async function checkFolders(rows: RowReader, paths: Paths, setAside: string): Promise<Finding[]> {
  // Sealed first: an image that is sealed in between is then seen in neither, not in both.
  const sealed = await entriesOf(paths.sealed);
  const open = await entriesOf(paths.open);
  const sealedNames = new Set(sealed.map(({ name }) => name));
  const findings = [
    ...sealed.map((entry) => checkFolder(rows, paths.sealed, entry)),
    ...open.map((entry) => checkFolder(rows, paths.open, entry)),
    ...(await Promise.all(open.map((entry) => checkTwice(paths.open, entry, sealedNames)))),
  ];
  return [
    ...findings.filter((finding) => finding !== null),
    ...(await checkLeftOver(paths.incoming, "parts that did not arrive")),
    ...(await checkLeftOver(paths.removing, "images that are being removed")),
    ...(await checkSetAside(setAside)),
  ];
}

/** A row comes before its first byte and stays for ever, so a folder without one was never this database's. */
function checkFolder(rows: RowReader, parent: string, entry: Dirent): Finding | null {
  const path = join(parent, entry.name);
  if (entry.isDirectory() && isImageId(entry.name) && rows.find(entry.name) !== null) return null;
  return problem(
    "folder_unknown",
    `${path} belongs to no image of this database. If the database is older than the bytes, it may be all that is left of an image: find a newer backup. --repair moves it to objects/set-aside.`,
    { path },
  );
}

async function checkTwice(parent: string, entry: Dirent, sealed: ReadonlySet<string>): Promise<Finding | null> {
  if (!sealed.has(entry.name)) return null;
  const path = join(parent, entry.name);
  // Signing a part URL makes the folder for a moment, before it finds that the image is closed.
  if (!(await exists(path))) return null;
  return problem(
    "folder_twice",
    `${path} was left when the image was closed; what counts lies in objects/sealed. --repair moves it to objects/set-aside.`,
    { path },
  );
}

async function checkLeftOver(folder: string, what: string): Promise<Finding[]> {
  const old = await Promise.all((await entriesOf(folder)).map(({ name }) => isOld(join(folder, name))));
  const count = old.filter(Boolean).length;
  if (count === 0) return [];
  return [
    note("left_over", `${folder} holds ${count} left-over ${what}. The next start of the server removes them.`, {
      path: folder,
    }),
  ];
}

async function checkSetAside(folder: string): Promise<Finding[]> {
  const { length } = await entriesOf(folder);
  if (length === 0) return [];
  return [
    note("set_aside", `${folder} holds ${length} that were set aside. Remove them once nobody needs them.`, {
      path: folder,
    }),
  ];
}

async function isOld(path: string): Promise<boolean> {
  try {
    return (await stat(path)).mtimeMs < Date.now() - LEFT_OVER_MS;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** Empty for a folder that is not there: a store that was never used has none. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
}
