import { randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import { forEachAtOnce } from "@/lib/images-api/check/at-once";
import { digestFiles } from "@/lib/images-api/check/digest-files";
import { readRows, type RowReader } from "@/lib/images-api/check/read-rows";
import { expectedBytes } from "@/lib/images-api/check/stored-row";
import { dataFiles } from "@/lib/images-api/data-files";
import { hasCode } from "@/lib/images-api/objects/disk/object-error";
import { resolvePaths } from "@/lib/images-api/objects/disk/paths";
import { BackupError } from "./backup-error";
import { copyImage } from "./copy-image";
import { lockExclusively } from "./exclusive-lock";
import { makeFolder, syncDirectory } from "./files";
import type { BackupLayout, RunLayout } from "./layout";
import { type Manifest, type ManifestImage, readManifest, writeIncompleteManifest, writeManifest } from "./manifest";
import { planBackup, requireRoom, requireSameRows } from "./plan";
import { removeOtherRuns, removeUnnamed } from "./prune";
import { finishSnapshot, snapshotRows } from "./snapshot-rows";
import { chooseTarget } from "./target-folder";

/** Images at once: one is hashed while another waits for the disk. */
const IMAGES_AT_ONCE = 2;

export interface BackupOptions {
  dataDirectory: string;
  folder: string;
  /** Also compute the checksums of what an earlier run copied. */
  verify: boolean;
  signal: AbortSignal;
  /** After each image. */
  onProgress: (progress: { images: number; ofImages: number; copiedBytes: number }) => void;
}

export interface BackupSummary {
  folder: string;
  /** Of the manifest, with those that have no bytes any more. */
  images: ManifestImage[];
  copiedBytes: number;
  /** Bytes that share their place on the disk with the server's. */
  linkedBytes: number;
}

/**
 * Backs up rows and bytes while the server runs. Rows first: every image that they call complete had its bytes by then, and what is
 * removed meanwhile is told to the copy. Until the last moment an earlier backup in the same folder stays what it was.
 * @throws BackupError
 */
export async function makeBackup(options: BackupOptions): Promise<BackupSummary> {
  const layout = await chooseTarget(options.folder, options.dataDirectory);
  await readManifest(layout.manifest);
  await makeFolder(layout.folder);
  const lock = lockExclusively(
    layout.lock,
    `Another backup or restore is using ${layout.folder}. Wait until it has ended.`,
  );
  try {
    return await backUpTo(layout, options);
  } catch (error) {
    if (!hasCode(error, "ENOSPC", "EDQUOT", "SQLITE_FULL")) throw error;
    throw new BackupError(
      `The disk of ${layout.folder} is full. Make room and run the backup again; an earlier one there is as it was.`,
    );
  } finally {
    lock.release();
  }
}

async function backUpTo(layout: BackupLayout, options: BackupOptions): Promise<BackupSummary> {
  const { dataDirectory } = options;
  const before = await readManifest(layout.manifest);
  const previous = before.state === "complete" ? before.manifest : null;
  if (before.state === "none") await writeIncompleteManifest(layout.manifest);
  await removeOtherRuns(layout, previous?.run ?? null);
  const live = readRows(dataFiles.metadata(dataDirectory));
  const name = runName();
  const run = layout.run(name);
  try {
    if (previous !== null) requireSameRows(live, previous, layout.folder);
    const createdAt = new Date().toISOString();
    for (const folder of [layout.images, run.incoming, run.parts]) await makeFolder(folder);
    await snapshotRows(live, run.database);
    const summary = await copyImages(layout, run, live, options);
    const database = await describeDatabase(run, options.signal);
    for (const folder of [layout.images, run.parts, run.folder, layout.runs, layout.folder])
      await syncDirectory(folder);
    await writeManifest(layout.manifest, { createdAt, run: name, database, images: summary.images });
    await removeUnnamed(layout, name, summary.images);
    return summary;
  } catch (error) {
    // Also frees the room that it took. What was proven stays for the next run. Which run counts is told by the manifest alone: it may
    // be this one already.
    const after = await readManifest(layout.manifest);
    await removeOtherRuns(layout, after.state === "complete" ? after.manifest.run : null);
    throw error;
  } finally {
    live.close();
  }
}

async function copyImages(
  layout: BackupLayout,
  run: RunLayout,
  live: RowReader,
  { dataDirectory, verify, signal, onProgress }: BackupOptions,
): Promise<BackupSummary> {
  const paths = resolvePaths(dataFiles.objects(dataDirectory));
  const summary: BackupSummary = { folder: layout.folder, images: [], copiedBytes: 0, linkedBytes: 0 };
  const goneIds: string[] = [];
  const rows = readRows(run.database);
  try {
    const plan = await planBackup(rows, layout);
    await requireRoom(dataDirectory, layout.folder, plan.newBytes);
    let images = 0;
    await forEachAtOnce(rows.images(), IMAGES_AT_ONCE, async (row) => {
      signal.throwIfAborted();
      if (expectedBytes(row) === "none") return;
      const copied = await copyImage({ paths, live, layout, run, verify, signal }, row);
      if (copied.entry === null) goneIds.push(row.id);
      else summary.images.push(copied.entry);
      summary.copiedBytes += copied.copiedBytes;
      summary.linkedBytes += copied.linkedBytes;
      onProgress({ images: ++images, ofImages: plan.images, copiedBytes: summary.copiedBytes });
    });
  } finally {
    rows.close();
  }
  summary.images.sort((left, right) => (left.id < right.id ? -1 : 1));
  await finishSnapshot(run.database, live, goneIds);
  return summary;
}

async function describeDatabase(run: RunLayout, signal: AbortSignal): Promise<Manifest["database"]> {
  const { size } = await stat(run.database);
  const rows = readRows(run.database);
  try {
    const sha256 = await digestFiles([{ path: run.database, sizeBytes: size }], signal);
    return { size, sha256, migrations: rows.migrations() };
  } finally {
    rows.close();
  }
}

/** Sorts by time and is never used twice. */
function runName(): string {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
  return `${time}-${randomBytes(4).toString("hex")}`;
}
