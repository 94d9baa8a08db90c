import { rm } from "node:fs/promises";
import { join } from "node:path";
import { digestFiles } from "@/lib/images-api/check/digest-files";
import { hasCode } from "@/lib/images-api/objects/disk/object-error";
import { totalSize } from "@/lib/images-api/objects/disk/part-stream";
import type { Paths } from "@/lib/images-api/objects/disk/paths";
import { copySynced, makeFolder, syncDirectory, unlessUnreadable } from "./files";
import type { BackupLayout, RunLayout } from "./layout";
import type { CompletedEntry, ManifestImage, PartsEntry } from "./manifest";
import { partsIn } from "./part-folder";

export interface Restorer {
  layout: BackupLayout;
  run: RunLayout;
  /** Of the store that is being built. */
  paths: Paths;
  signal: AbortSignal;
}

/**
 * Copies an image's bytes out of the backup and proves the copy. What is not as it was backed up is copied as far as it can be, but a
 * part of an unfinished image is left out: it is sent again.
 * @returns whether all of it is as it was backed up
 */
export async function restoreImage(restorer: Restorer, entry: ManifestImage): Promise<boolean> {
  return entry.kind === "completed" ? restoreCompleted(restorer, entry) : restoreParts(restorer, entry);
}

async function restoreCompleted({ layout, paths, signal }: Restorer, entry: CompletedEntry): Promise<boolean> {
  const target = paths.sealedImage(entry.id);
  await makeFolder(target);
  for (const index of entry.partSizes.keys()) {
    const name = String(index + 1);
    await copyIfThere(join(layout.image(entry.id), name), join(target, name));
  }
  await syncDirectory(target);
  const parts = await partsIn(target);
  if (totalSize(parts) !== entry.size) return false;
  return (await digestFiles(parts, signal)) === entry.sha256;
}

async function restoreParts({ run, paths, signal }: Restorer, entry: PartsEntry): Promise<boolean> {
  const target = entry.kind === "damaged" ? paths.sealedImage(entry.id) : paths.openImage(entry.id);
  await makeFolder(target);
  let isWhole = true;
  for (const { number, size, sha256 } of entry.parts) {
    const path = join(target, String(number));
    const isThere = await copyIfThere(join(run.parts, entry.id, String(number)), path);
    const isRight = isThere && (await digestFiles([{ path, sizeBytes: size }], signal)) === sha256;
    if (isRight) continue;
    isWhole = false;
    if (entry.kind === "unfinished") await rm(path, { force: true });
  }
  await syncDirectory(target);
  return isWhole;
}

async function copyIfThere(source: string, target: string): Promise<boolean> {
  try {
    return (await unlessUnreadable(copySynced(source, target).then(() => true))) ?? false;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}
