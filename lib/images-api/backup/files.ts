import { constants } from "node:fs";
import { chmod, copyFile, link, mkdir, open } from "node:fs/promises";
import { hasCode } from "@/lib/images-api/objects/disk/object-error";

/** Makes what was renamed or made in `directory` outlive a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  await syncFile(directory);
}

export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * What a disk answers that cannot give a file's bytes any more. One such image must hold up neither the backup of all others nor
 * their restoration.
 */
const UNREADABLE = ["EIO", "EBADMSG", "EUCLEAN", "EISDIR"];

/** @returns null when the disk cannot read what `work` needs */
export async function unlessUnreadable<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work;
  } catch (error) {
    if (hasCode(error, ...UNREADABLE)) return null;
    throw error;
  }
}

export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

/** What a file system answers that cannot link, or not these two: another one, too many links, links not known or not allowed. */
const CANNOT_LINK = ["EXDEV", "EMLINK", "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EACCES", "EINVAL"];

/**
 * Gives a second name to a file that is never written to again, which takes no room; a copy where that cannot be.
 * Files of parts are such: another version of a part is another file, moved to its place.
 * @returns whether the bytes were copied
 */
export async function linkOrCopy(source: string, target: string): Promise<boolean> {
  try {
    await link(source, target);
    return false;
  } catch (error) {
    if (!hasCode(error, ...CANNOT_LINK)) throw error;
  }
  await copySynced(source, target);
  return true;
}

/** A file of its own, on the disk; on file systems that can, it shares the blocks of the other until one changes. */
export async function copySynced(source: string, target: string): Promise<void> {
  await copyFile(source, target, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  await chmod(target, 0o600);
  await syncFile(target);
}
