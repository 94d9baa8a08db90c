import { lchown, link, readdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { dataFiles } from "@/lib/images-api/data-files";
import { hasCode } from "@/lib/images-api/objects/disk/object-error";
import { BackupError } from "./backup-error";
import { stagingFolder } from "./empty-data";
import { syncDirectory } from "./files";

/**
 * Moves what was restored into place: bytes first, rows last, because bytes without rows are an unfinished restore, and rows without
 * bytes would be lost images. @throws BackupError when a server has begun to use the folder; then nothing was placed
 */
export async function placeRestored(dataDirectory: string): Promise<void> {
  const staging = stagingFolder(dataDirectory);
  await giveToOwner(staging, dataDirectory);
  await syncDirectory(dataFiles.objects(staging));
  await syncDirectory(staging);
  try {
    await rename(dataFiles.objects(staging), dataFiles.objects(dataDirectory));
  } catch (error) {
    throw hasCode(error, "ENOTEMPTY", "EEXIST") ? inUse(dataDirectory) : error;
  }
  try {
    // A link replaces nothing, as a rename would.
    await link(dataFiles.metadata(staging), dataFiles.metadata(dataDirectory));
  } catch (error) {
    await rename(dataFiles.objects(dataDirectory), dataFiles.objects(staging));
    throw hasCode(error, "EEXIST") ? inUse(dataDirectory) : error;
  }
  await syncDirectory(dataDirectory);
}

function inUse(dataDirectory: string): BackupError {
  return new BackupError(
    `A server was started on ${dataDirectory} meanwhile, so nothing was restored. Stop it, empty the folder and restore again.`,
  );
}

/** Root restores for the user who runs the server and owns the data folder. */
async function giveToOwner(folder: string, dataDirectory: string): Promise<void> {
  if (process.geteuid?.() !== 0) return;
  const { uid, gid } = await stat(dataDirectory);
  if (uid !== 0 || gid !== 0) await chownAll(folder, uid, gid);
}

async function chownAll(path: string, uid: number, gid: number): Promise<void> {
  await lchown(path, uid, gid);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) await chownAll(inside, uid, gid);
    else await lchown(inside, uid, gid);
  }
}
