import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { dataFiles } from "@/lib/images-api/data-files";
import { exists } from "@/lib/images-api/objects/disk/part-files";
import { BackupError } from "./backup-error";

/** Secrets and ended sign-ins, which the configuration and the pages keep beside the rows; a fresh disk's own folder; what is ours. */
const HARMLESS_NAMES = new Set([
  "session-secret",
  "signing-key",
  "ended-sessions",
  "lost+found",
  "in-use.lock",
  "in-use.lock-journal",
  "restoring",
  "restoring.lock",
  "restoring.lock-journal",
]);

/** Where a restore builds what it then moves into place: on the same file system, whatever is mounted. */
export function stagingFolder(dataDirectory: string): string {
  return join(dataDirectory, "restoring");
}

/**
 * A data folder with rows or bytes may be all that is left of something, and a server that runs on it has made both.
 * @throws BackupError unless it holds neither
 */
export async function requireEmpty(dataDirectory: string): Promise<void> {
  await undoInterrupted(dataDirectory);
  const foreign = (await readdir(dataDirectory)).filter((name) => !HARMLESS_NAMES.has(name));
  if (foreign.length > 0) {
    throw new BackupError(
      `DATA_DIR (${dataDirectory}) is not empty: it has ${JSON.stringify(foreign[0])}. Stop a server that uses it, then restore into another folder, or move what is there away first.`,
    );
  }
}

/** A restore that was killed between its two last steps had moved the bytes but not yet the rows: the bytes are a copy and go. */
async function undoInterrupted(dataDirectory: string): Promise<void> {
  const staging = stagingFolder(dataDirectory);
  const objects = dataFiles.objects(dataDirectory);
  const isBetween =
    (await exists(dataFiles.metadata(staging))) &&
    !(await exists(dataFiles.objects(staging))) &&
    !(await exists(dataFiles.metadata(dataDirectory)));
  if (isBetween && (await exists(objects))) await rename(objects, dataFiles.objects(staging));
  await rm(staging, { recursive: true, force: true });
}
