import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { digestFiles } from "@/lib/images-api/check/digest-files";
import type { RowReader } from "@/lib/images-api/check/read-rows";
import { expectedBytes, type StoredRow } from "@/lib/images-api/check/stored-row";
import { hasCode } from "@/lib/images-api/objects/disk/object-error";
import { listPartFiles, type PartFile } from "@/lib/images-api/objects/disk/part-files";
import { totalSize } from "@/lib/images-api/objects/disk/part-stream";
import type { Paths } from "@/lib/images-api/objects/disk/paths";
import { linkOrCopy, makeFolder, syncDirectory, unlessUnreadable } from "./files";
import type { BackupLayout, RunLayout } from "./layout";
import type { ManifestImage, PartEntry } from "./manifest";
import { partsIn } from "./part-folder";

/** An image moves once, when it is closed; whoever finds it moving more often looks at a folder that somebody else changes. */
const MAX_ATTEMPTS = 5;

export interface Copier {
  /** Of the server's store. */
  paths: Paths;
  /** As the server has them now. */
  live: RowReader;
  layout: BackupLayout;
  run: RunLayout;
  /** Also read again what an earlier run copied. */
  verify: boolean;
  signal: AbortSignal;
}

/** What became of an image. `copiedBytes`: bytes that were written, not linked and not there already. */
export interface Copied {
  /** Null when its bytes went meanwhile, or it was decided before that they go. */
  entry: ManifestImage | null;
  copiedBytes: number;
  linkedBytes: number;
}

/** Puts an image's bytes into the backup, proven where they can be. `row`: as the backup's database has it. */
export async function copyImage(copier: Copier, row: StoredRow): Promise<Copied> {
  const expected = expectedBytes(row);
  if (expected === "none") return { entry: null, copiedBytes: 0, linkedBytes: 0 };
  const isProven = expected === "completed" || expected === "damaged";
  if (isProven && (await isThere(copier, row))) {
    const parts = await partsIn(copier.layout.image(row.id));
    return { entry: completedEntry(row, parts), copiedBytes: 0, linkedBytes: 0 };
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await copyParts(copier, row, isProven);
    } catch (error) {
      await rm(incoming(copier, row), { recursive: true, force: true });
      if (!hasCode(error, "ENOENT") || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** Whether an earlier run left the right bytes. They were proven then; whether they still are is asked with `verify`, and by a restore. */
async function isThere({ layout, verify, signal }: Copier, row: StoredRow): Promise<boolean> {
  const parts = await partsIn(layout.image(row.id));
  if (parts.length === 0 || totalSize(parts) !== row.sizeBytes) return false;
  return !verify || (await digest(parts, signal)) === row.sha256;
}

async function copyParts(copier: Copier, row: StoredRow, isProven: boolean): Promise<Copied> {
  const { paths, live, layout, run, signal } = copier;
  const source = (await listPartFiles(paths, row.id)) ?? [];
  if (source.length === 0 && areGone(live, row.id)) return { entry: null, copiedBytes: 0, linkedBytes: 0 };
  const folder = incoming(copier, row);
  await makeFolder(folder);
  let copiedBytes = 0;
  for (const part of source) {
    signal.throwIfAborted();
    const isCopied = await unlessUnreadable(linkOrCopy(part.path, join(folder, String(part.partNumber))));
    if (isCopied === true) copiedBytes += part.sizeBytes;
  }
  await syncDirectory(folder);
  const parts = await partsIn(folder);
  const moved = { copiedBytes, linkedBytes: totalSize(parts) - copiedBytes };
  if (isProven && totalSize(parts) === row.sizeBytes && (await digest(parts, signal)) === row.sha256) {
    await rm(layout.image(row.id), { recursive: true, force: true });
    await rename(folder, layout.image(row.id));
    return { entry: completedEntry(row, parts), ...moved };
  }
  const entries = await describeParts(parts, signal);
  await rename(folder, join(run.parts, row.id));
  const kind = isProven ? "damaged" : "unfinished";
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  return { entry: { id: row.id, kind, size, parts: entries }, ...moved };
}

/** Those that can be read: others of an unfinished image are sent again. */
async function describeParts(parts: readonly PartFile[], signal: AbortSignal): Promise<PartEntry[]> {
  const entries: PartEntry[] = [];
  for (const part of parts) {
    const sha256 = await digest([part], signal);
    if (sha256 !== null) entries.push({ number: part.partNumber, size: part.sizeBytes, sha256 });
  }
  return entries;
}

function digest(parts: readonly PartFile[], signal: AbortSignal): Promise<string | null> {
  return unlessUnreadable(digestFiles(parts, signal));
}

function areGone(live: RowReader, id: string): boolean {
  const now = live.find(id);
  return now === null || expectedBytes(now) === "none";
}

function incoming({ run }: Copier, row: StoredRow): string {
  return join(run.incoming, row.id);
}

function completedEntry(row: StoredRow, parts: readonly PartFile[]): ManifestImage {
  const { id, sha256, sizeBytes } = row;
  if (sha256 === null || sizeBytes === null) throw new Error("The row of a completed image has no checksum or size.");
  return { id, kind: "completed", size: sizeBytes, sha256, partSizes: parts.map((part) => part.sizeBytes) };
}
