import { chmod } from "node:fs/promises";
import SqliteDatabase from "better-sqlite3";
import type { RowReader } from "@/lib/images-api/check/read-rows";
import { BackupError } from "./backup-error";
import { syncFile } from "./files";

/**
 * More pages than any database has: all of it is copied in one step. In several, each write of the server in between would make SQLite
 * begin again (https://www.sqlite.org/backup.html), so that the copy of a busy one never ended. The server reads and writes meanwhile.
 */
const ALL_PAGES = 0x7fff_ffff;

/** Copies all rows as they are at one moment. `target` must not exist. */
export async function snapshotRows(rows: RowReader, target: string): Promise<void> {
  await rows.database.backup(target, { progress: () => ALL_PAGES });
  await chmod(target, 0o600);
}

/**
 * Tells the copy of images whose bytes went while it was being made: it shall not promise what it does not have. Then it is checked
 * and put on the disk. No deletion is taken back, so no name is taken twice.
 */
export async function finishSnapshot(target: string, live: RowReader, goneIds: readonly string[]): Promise<void> {
  const copy = new SqliteDatabase(target, { fileMustExist: true });
  try {
    // One file, without a log beside it.
    copy.pragma("journal_mode = DELETE");
    const read = live.database.prepare(`select ${GONE_COLUMNS.join(", ")} from images where id = ?`);
    const write = copy.prepare(`update images set ${GONE_COLUMNS.map(taken).join(", ")} where id = @id`);
    copy.transaction(() => {
      for (const id of goneIds) write.run({ ...asRecord(read.get(id)), id });
    })();
    if (copy.pragma("integrity_check", { simple: true }) !== "ok") {
      throw new BackupError("The copy of the database is damaged. `check` tells whether the database itself is.");
    }
  } finally {
    copy.close();
  }
  await syncFile(target);
}

/** What a decision to let the bytes go comes with. Every version of the tables has these. */
const GONE_COLUMNS = ["status", "sha256", "size_bytes", "failure_reason", "deleted_at", "bytes_removed_at"];

function taken(column: string): string {
  return column === "deleted_at" ? "deleted_at = coalesce(deleted_at, @deleted_at)" : `${column} = @${column}`;
}

function asRecord(row: unknown): object {
  if (typeof row !== "object" || row === null) throw new Error("A row has gone, which never happens.");
  return row;
}
