import { existsSync } from "node:fs";
import type { Command } from "commander";
import { BackupError } from "@/lib/images-api/backup/backup-error";
import { type BackupSummary, makeBackup } from "@/lib/images-api/backup/make-backup";
import { type RestoreSummary, restoreBackup } from "@/lib/images-api/backup/restore-backup";
import { dataFiles } from "@/lib/images-api/data-files";
import { formatBytes } from "@/lib/utils/format-bytes";
import { localConfig, refuseMovedData } from "./local-config";
import { withProgress } from "./progress";
import { CommandError } from "./with-store";

/** Files of a backup hold what DATA_DIR holds: nobody else on the machine reads them. */
const OWN_EYES_ONLY = 0o077;

export function addBackupCommands(program: Command): void {
  program
    .command("backup")
    .description("copy rows and bytes to a folder, while the server runs or not; run again, it copies only what is new")
    .argument("<dir>", "a folder of its own, best on another disk")
    .option("--verify", "also read again what an earlier run copied, and copy anew what has changed", false)
    .action(backup);

  program
    .command("restore")
    .description("put a backup into an empty DATA_DIR, on which no server runs")
    .argument("<dir>", "the folder of the backup")
    .option("--accept-damaged", "restore the other images when some are damaged in the backup", false)
    .action(restore);
}

async function backup(folder: string, { verify }: { verify: boolean }): Promise<void> {
  const { dataDirectory } = localConfig("backup");
  if (!existsSync(dataFiles.metadata(dataDirectory))) {
    throw new CommandError(`There is no database in ${dataDirectory}, so there is nothing to back up. Set DATA_DIR.`);
  }
  refuseMovedData(dataDirectory);
  process.umask(OWN_EYES_ONLY);
  const summary = await told(
    withProgress((signal, say) =>
      makeBackup({
        dataDirectory,
        folder,
        verify,
        signal,
        onProgress: ({ images, ofImages, copiedBytes }) =>
          say(`${images} of ${ofImages} images, ${formatBytes(copiedBytes)} copied`),
      }),
    ),
  );
  sayBackup(summary);
}

function sayBackup({ folder, images, copiedBytes, linkedBytes }: BackupSummary): void {
  const bytes = images.reduce((sum, { size }) => sum + size, 0);
  console.log(`Backed up ${count(images.length, "image")} (${formatBytes(bytes)}) to ${folder}.`);
  console.log(`New: ${formatBytes(copiedBytes + linkedBytes)}. The rest was there.`);
  if (linkedBytes > 0) {
    console.log("New bytes share their place on the disk with DATA_DIR: copy the folder to another disk as well.");
  }
  const damaged = images.filter(({ kind }) => kind === "damaged");
  if (damaged.length === 0) return;
  console.log(`Of these, ${damaged.length} are damaged in DATA_DIR: ${damaged.map(({ id }) => id).join(", ")}.`);
  console.log("Their bytes are backed up as they are. `npm run admin -- check` says more.");
  process.exitCode = 1;
}

async function restore(folder: string, { acceptDamaged }: { acceptDamaged: boolean }): Promise<void> {
  const { dataDirectory } = localConfig("restore");
  process.umask(OWN_EYES_ONLY);
  const summary = await told(
    withProgress((signal, say) =>
      restoreBackup({
        dataDirectory,
        folder,
        acceptDamaged,
        signal,
        onProgress: ({ images, ofImages }) => say(`${images} of ${ofImages} images`),
      }),
    ),
  );
  sayRestore(summary, dataDirectory);
}

function sayRestore({ manifest, damaged, incomplete }: RestoreSummary, dataDirectory: string): void {
  console.log(`Restored ${count(manifest.images.length, "image")} to ${dataDirectory}, as of ${manifest.createdAt}.`);
  console.log(
    "What was deleted, unpublished or revoked since is as it was then: look at `npm run admin -- token list`.",
  );
  if (damaged.length > 0) console.log(`Damaged, and marked as failed: ${damaged.join(", ")}.`);
  if (incomplete.length > 0) console.log(`Unfinished uploads that send some parts again: ${incomplete.join(", ")}.`);
  if (damaged.length > 0 || incomplete.length > 0) process.exitCode = 1;
}

async function told<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof BackupError ? new CommandError(error.message) : error;
  }
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
