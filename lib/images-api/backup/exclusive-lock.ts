import { closeSync, openSync } from "node:fs";
import SqliteDatabase from "better-sqlite3";
import { hasCode } from "@/lib/images-api/objects/disk/object-error";
import { BackupError } from "./backup-error";

export interface Lock {
  release(): void;
}

/**
 * Holds `file` for this process alone. The system lets go of it when the process ends, however it ends, so it is never stale.
 * Node has no call for that, SQLite has. @throws BackupError with `message` when another process holds it
 */
export function lockExclusively(file: string, message: string): Lock {
  // SQLite would let everybody read it.
  closeSync(openSync(file, "a", 0o600));
  const database = new SqliteDatabase(file, { timeout: 0 });
  try {
    database.exec("begin exclusive");
  } catch (error) {
    database.close();
    if (hasCode(error, "SQLITE_BUSY")) throw new BackupError(message);
    throw error;
  }
  return { release: () => void database.close() };
}
