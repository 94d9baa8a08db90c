import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { hasCode } from "@/lib/images-api/objects/disk/object-error";
import { LockLostError } from "@/lib/images-api/storage-fault";
import { fileIdentity } from "./file-identity";

/** What keeps a move of the data and servers apart. */
export interface FolderLock {
  /** @throws LockLostError when the file that is locked was taken away, so that others would lock another one */
  requireHeld(): void;
  release(): void;
}

/** The folder's data is in use. The message is a sentence that says what to do. */
export class FolderLockedError extends Error {
  override readonly name = "FolderLockedError";
}

/**
 * Says that a program works with the rows or bytes of a data folder; any number of them may. The system lets go of it when the process
 * ends, however it ends. @throws FolderLockedError while the data moves elsewhere
 */
export function useFolder(dataDirectory: string): FolderLock {
  return hold(
    dataDirectory,
    // A transaction that has read keeps SQLite's shared lock (https://www.sqlite.org/lockingv3.html, section 3).
    "begin; select count(*) from sqlite_master",
    `The data in ${dataDirectory} is being moved by \`npm run admin -- migrate-store\`. Wait until that has ended.`,
  );
}

/** Keeps every server away from a data folder. @throws FolderLockedError while one works with it */
export function takeFolder(dataDirectory: string): FolderLock {
  return hold(
    dataDirectory,
    "begin exclusive",
    `A server or another admin command works with ${dataDirectory}. Stop it, then run this again.`,
  );
}

/** Node has no call for a lock, SQLite has; the database in this file stays empty. */
function hold(dataDirectory: string, statements: string, message: string): FolderLock {
  const file = join(dataDirectory, "in-use.lock");
  // SQLite would let everybody read it.
  closeSync(openSync(file, "a", 0o600));
  const database = new SqliteDatabase(file, { timeout: 0 });
  try {
    database.exec(statements);
  } catch (error) {
    database.close();
    if (hasCode(error, "SQLITE_BUSY")) throw new FolderLockedError(message);
    throw error;
  }
  const locked = fileIdentity(file);
  return {
    requireHeld() {
      if (fileIdentity(file) === locked) return;
      throw new LockLostError(
        `${file} was taken away while it is locked, so a move of the data would not notice. Start the server again.`,
      );
    },
    release: () => void database.close(),
  };
}
