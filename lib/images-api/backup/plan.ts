import { stat, statfs } from "node:fs/promises";
import type { RowReader } from "@/lib/images-api/check/read-rows";
import { expectedBytes } from "@/lib/images-api/check/stored-row";
import { formatBytes } from "@/lib/utils/format-bytes";
import { BackupError } from "./backup-error";
import type { BackupLayout } from "./layout";
import type { Manifest } from "./manifest";
import { namesIn } from "./part-folder";

/**
 * A row is never removed, so an image that only the backup knows means that the rows are not those it was made of: another server's,
 * or those of a data folder that was lost and begun anew. Going on would remove the last copy of its images.
 * @throws BackupError
 */
export function requireSameRows(rows: RowReader, previous: Manifest, folder: string): void {
  const unknown = previous.images.filter(({ id }) => rows.find(id) === null);
  if (unknown.length === 0) return;
  throw new BackupError(
    `The backup in ${folder} has ${unknown.length} of ${previous.images.length} images that DATA_DIR knows nothing of: it is another server's, or DATA_DIR lost its rows. Nothing was changed. Restore this backup, or choose another folder for a new one.`,
  );
}

/** Images that have bytes, and how many bytes of completed ones an earlier run did not leave. */
export async function planBackup(rows: RowReader, layout: BackupLayout): Promise<{ images: number; newBytes: number }> {
  const present = new Set(await namesIn(layout.images));
  let images = 0;
  let newBytes = 0;
  for (const row of rows.images()) {
    if (expectedBytes(row) === "none") continue;
    images++;
    if (!present.has(row.id)) newBytes += row.sizeBytes ?? 0;
  }
  return { images, newBytes };
}

/** Says before hours of copying that it would not fit. Links take no room. @throws BackupError */
export async function requireRoom(source: string, target: string, bytes: number): Promise<void> {
  const [from, to] = await Promise.all([stat(source), stat(target)]);
  if (from.dev === to.dev) return;
  const { bavail, bsize } = await statfs(target);
  if (bavail * bsize < bytes) throw notEnoughRoom(target, bytes, bavail * bsize);
}

export function notEnoughRoom(folder: string, neededBytes: number, freeBytes: number): BackupError {
  return new BackupError(
    `The disk of ${folder} is too small: ${formatBytes(neededBytes)} are needed, ${formatBytes(freeBytes)} are free. Make room or choose another folder. What was there before is as it was.`,
  );
}
