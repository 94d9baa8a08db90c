import { rm, statfs } from "node:fs/promises";
import { resolve } from "node:path";
import { forEachAtOnce } from "@/lib/images-api/check/at-once";
import { digestFiles } from "@/lib/images-api/check/digest-files";
import { dataFiles } from "@/lib/images-api/data-files";
import { MIGRATION_NAMES } from "@/lib/images-api/metadata/sql/migrations/migrate";
import { hasCode } from "@/lib/images-api/objects/disk/object-error";
import { resolvePaths } from "@/lib/images-api/objects/disk/paths";
import { BackupError } from "./backup-error";
import { requireEmpty, stagingFolder } from "./empty-data";
import { lockExclusively } from "./exclusive-lock";
import { copySynced, makeFolder } from "./files";
import { type BackupLayout, backupLayout } from "./layout";
import { type Manifest, readManifest } from "./manifest";
import { placeRestored } from "./place-restored";
import { notEnoughRoom } from "./plan";
import { restoreImage } from "./restore-image";
import { settleRows } from "./settle-rows";

/** Images at once: one is hashed while another waits for the disk. */
const IMAGES_AT_ONCE = 2;

export interface RestoreOptions {
  folder: string;
  dataDirectory: string;
  /** Restore the others when some images are not as they were backed up. */
  acceptDamaged: boolean;
  signal: AbortSignal;
  /** After each image. */
  onProgress: (progress: { images: number; ofImages: number }) => void;
}

export interface RestoreSummary {
  manifest: Manifest;
  /** Ids of images that were complete and have not the right bytes; they are marked as failed. */
  damaged: string[];
  /** Ids of unfinished uploads that lost parts in the backup. */
  incomplete: string[];
}

/**
 * Puts a backup into an empty data folder, proving each file. The rows come into place last, so that a restore that is cut short
 * leaves a folder into which it can be repeated. @throws BackupError
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreSummary> {
  const { dataDirectory } = options;
  const layout = backupLayout(resolve(options.folder));
  const manifest = await completeManifest(layout);
  await makeFolder(dataDirectory);
  const staging = stagingFolder(dataDirectory);
  const lock = lockExclusively(`${staging}.lock`, `Another restore into ${dataDirectory} is under way.`);
  try {
    await requireEmpty(dataDirectory);
    const summary = await restoreTo(layout, manifest, options);
    await placeRestored(dataDirectory);
    return summary;
  } catch (error) {
    if (!hasCode(error, "ENOSPC", "EDQUOT", "SQLITE_FULL")) throw error;
    throw new BackupError(`The disk of ${dataDirectory} is full. Make room and run the restore again.`);
  } finally {
    await rm(staging, { recursive: true, force: true });
    lock.release();
    await rm(`${staging}.lock`, { force: true });
  }
}

async function completeManifest(layout: BackupLayout): Promise<Manifest> {
  const found = await readManifest(layout.manifest);
  switch (found.state) {
    case "none":
      throw new BackupError(`There is no backup in ${layout.folder}: it has no manifest.json.`);
    case "incomplete":
      throw new BackupError(`The backup in ${layout.folder} was interrupted before it was complete. Use another one.`);
    case "complete":
      break;
    default:
      return found satisfies never;
  }
  const known = new Set(MIGRATION_NAMES);
  if (found.manifest.database.migrations.some((name) => !known.has(name))) {
    throw new BackupError(
      `The backup in ${layout.folder} was made by a newer version of this program. Restore it with that version, or a newer one.`,
    );
  }
  return found.manifest;
}

async function restoreTo(
  layout: BackupLayout,
  manifest: Manifest,
  { dataDirectory, acceptDamaged, signal, onProgress }: RestoreOptions,
): Promise<RestoreSummary> {
  const run = layout.run(manifest.run);
  const staging = stagingFolder(dataDirectory);
  const paths = resolvePaths(dataFiles.objects(staging));
  await requireRoom(dataDirectory, manifest);
  for (const folder of [paths.open, paths.sealed]) await makeFolder(folder);
  await restoreRows(run.database, dataFiles.metadata(staging), manifest, signal);
  const bad = new Set<string>();
  let images = 0;
  await forEachAtOnce(manifest.images, IMAGES_AT_ONCE, async (entry) => {
    signal.throwIfAborted();
    if (!(await restoreImage({ layout, run, paths, signal }, entry))) bad.add(entry.id);
    onProgress({ images: ++images, ofImages: manifest.images.length });
  });
  if (bad.size > 0 && !acceptDamaged) {
    throw new BackupError(
      `${bad.size} of ${manifest.images.length} images in the backup are not as they were backed up: ${[...bad].toSorted().join(", ")}. Nothing was restored. Use another backup, or restore the others with --accept-damaged.`,
    );
  }
  return { manifest, ...(await settleRows(staging, manifest, bad)) };
}

async function restoreRows(source: string, target: string, manifest: Manifest, signal: AbortSignal): Promise<void> {
  const { size, sha256 } = manifest.database;
  try {
    await copySynced(source, target);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
    throw new BackupError(`The backup has lost its database (${source}). Use another backup.`);
  }
  if ((await digestFiles([{ path: target, sizeBytes: size }], signal)) !== sha256) {
    throw new BackupError(`The backup's database (${source}) is not as it was backed up. Use another backup.`);
  }
}

async function requireRoom(folder: string, manifest: Manifest): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = manifest.images.reduce((sum, { size }) => sum + size, manifest.database.size);
  if (bavail * bsize < needed) throw notEnoughRoom(folder, needed, bavail * bsize);
}
