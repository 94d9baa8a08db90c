import { randomBytes } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { hasCode } from "./object-error";

/** A name that nobody else takes. It begins with the process that uses it, so that a later one knows what was left over. */
export function temporaryName(): string {
  return `${process.pid}-${randomBytes(12).toString("hex")}`;
}

/**
 * Removes what dead processes left in `directory`. Files of another living process stay: a second server started by mistake on the
 * same folder must not break the first one's uploads.
 * @returns how many were removed
 */
export async function removeLeftovers(directory: string): Promise<number> {
  const names = await readdir(directory);
  const leftovers = names.filter((name) => !isInUse(name));
  await Promise.all(leftovers.map((name) => rm(join(directory, name), { recursive: true, force: true })));
  return leftovers.length;
}

function isInUse(name: string): boolean {
  const pid = Number.parseInt(name, 10);
  // At a start our own number can only be that of a dead predecessor: in a container every server is process 1.
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, "EPERM");
  }
}
