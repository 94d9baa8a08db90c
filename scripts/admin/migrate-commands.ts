import { type Command, Option } from "commander";
import { readSettings, type Settings } from "@/lib/config/config";
import { requireDataDirectory } from "@/lib/config/data-directory";
import { FolderLockedError } from "@/lib/images-api/folder-lock";
import type { Direction } from "@/lib/images-api/migrate/journal";
import type { EndingUploads } from "@/lib/images-api/migrate/move-bytes";
import { migrateStore, type MigrateOptions, type MigrateSummary } from "@/lib/images-api/migrate/migrate-store";
import { MigrationError } from "@/lib/images-api/migrate/migration-error";
import { reopenRows } from "@/lib/images-api/migrate/reopen-rows";
import { formatBytes } from "@/lib/utils/format-bytes";
import { withProgress } from "./progress";
import { printable } from "./table";
import { CommandError } from "./with-store";

/** What is moved to a folder is for its owner's eyes alone, as a server makes it. */
const OWN_EYES_ONLY = 0o077;

interface Options {
  to?: Direction;
  prepare: boolean;
  reopen?: Direction;
}

export function addMigrateCommand(program: Command): void {
  program
    .command("migrate-store")
    .description(
      "move rows to Postgres (DATABASE_URL) and bytes to a bucket (S3_BUCKET), whichever is set, or back to DATA_DIR; what is cut short goes on when it is run again",
    )
    .addOption(
      new Option("--to <where>", "`servers` from DATA_DIR to what is set, `folder` from there to DATA_DIR").choices([
        "servers",
        "folder",
      ]),
    )
    .option("--prepare", "while servers run, copy bytes of completed images, so that the move itself is short", false)
    .addOption(
      new Option("--reopen <where>", "let servers start on rows that were moved away from there")
        .choices(["servers", "folder"])
        .conflicts(["to", "prepare"]),
    )
    .action(migrate);
}

async function migrate({ to, prepare, reopen }: Options): Promise<void> {
  const config = readSettings(process.env);
  process.umask(OWN_EYES_ONLY);
  if (reopen !== undefined) {
    if (reopen === "folder") requireDataDirectory(config.dataDirectory);
    return sayReopened(await told(reopenRows(reopen, config)), reopen);
  }
  if (to === undefined) throw new CommandError("Say where to: --to servers, or --to folder.");
  // A new folder may be meant only where rows come to it.
  if (to === "servers" || config.database === null) requireDataDirectory(config.dataDirectory);
  const summary = await told(
    withProgress((signal, say, tell) =>
      migrateStore({
        ...config,
        direction: to,
        prepare,
        signal,
        onProgress: (line) => say(progressLine(line)),
        onEnding: (uploads) => tell(endingLine(uploads)),
      }),
    ),
  );
  sayBytes(summary);
  if (prepare) console.log("Stop the servers and run this again without --prepare to move the rest.");
  else sayMoved(summary, to, config);
}

function progressLine(progress: Parameters<MigrateOptions["onProgress"]>[0]): string {
  return "table" in progress
    ? `${progress.rows} rows of ${progress.table}`
    : `${progress.images} images, ${formatBytes(progress.sentBytes)} sent`;
}

function endingLine({ count, first }: EndingUploads): string {
  const names = first.map(({ id, name }) => printable(`${name} (${id})`));
  const others = count > first.length ? ` and ${count - first.length} more` : "";
  const [subject, they] =
    count === 1 ? ["1 unfinished upload is", "It goes on"] : [`${count} unfinished uploads are`, "They go on"];
  return `${subject} ended in the bucket now, where parts cannot be read otherwise: ${names.join(", ")}${others}. ${they} in the folder; should you give the move up, all parts have to be sent to the bucket again.`;
}

function sayBytes({ bytes }: MigrateSummary): void {
  if (bytes === null) return;
  const { images, sentBytes, damaged, unreadable, incomplete } = bytes;
  console.log(
    `The bytes of ${images} ${images === 1 ? "image" : "images"} are there and were compared; ${formatBytes(sentBytes)} were sent in this run.`,
  );
  if (damaged.length > 0) {
    console.log(`Damaged where they come from, and moved as they are: ${damaged.map(({ id }) => id).join(", ")}.`);
  }
  if (unreadable.length > 0) console.log(`Left out, because the disk cannot read them: ${unreadable.join(", ")}.`);
  if (incomplete.length > 0) console.log(`Unfinished uploads that send some parts again: ${incomplete.join(", ")}.`);
  if (damaged.length + unreadable.length + incomplete.length > 0) process.exitCode = 1;
}

function sayMoved({ plan, bytes, rows }: MigrateSummary, to: Direction, { dataDirectory }: Settings): void {
  if ((bytes?.damaged.length ?? 0) + (bytes?.unreadable.length ?? 0) > 0) {
    console.log("Damaged and left out ones are marked as failed now, so that their owners read why.");
  }
  if (rows !== null) {
    const counts = Object.entries(rows).map(([table, { rows: count }]) => `${table} ${count}`);
    console.log(`All rows are there and were compared: ${counts.join(", ")}.`);
  }
  const isFolder = to === "folder";
  const setting = [plan.rows.move && "DATABASE_URL", plan.movesBytes && "S3_BUCKET"].filter(Boolean).join(" and ");
  console.log(
    isFolder
      ? `Start the server with DATA_DIR=${dataDirectory} and without ${setting} and what belongs to it.`
      : "Start the servers with this configuration.",
  );
  const old = isFolder ? "the database and the bucket" : dataDirectory;
  console.log(
    `What was moved is still in ${old} as well, marked so that no server starts on it. Keep it until you have seen that all is well, then remove it.`,
  );
  if (plan.rows.move) {
    console.log(
      `To go back, move it back: what changes from now on is not there. --reopen ${isFolder ? "servers" : "folder"} takes the mark away.`,
    );
  }
}

function sayReopened(wasMarked: boolean, side: Direction): void {
  const where = side === "folder" ? "DATA_DIR" : "DATABASE_URL";
  console.log(
    wasMarked
      ? `Servers start on the rows of ${where} again. What changed where they were moved to is not in them.`
      : `The rows of ${where} are not marked as moved, so nothing was changed.`,
  );
}

async function told<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const isForPeople = error instanceof MigrationError || error instanceof FolderLockedError;
    throw isForPeople ? new CommandError(error.message) : error;
  }
}
