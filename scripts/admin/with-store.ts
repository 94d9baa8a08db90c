import { existsSync } from "node:fs";
import pino from "pino";
import { readSettings, type Settings } from "@/lib/config/config";
import { requireDataDirectory } from "@/lib/config/data-directory";
import { dataFiles } from "@/lib/images-api/data-files";
import { FolderLockedError, useFolder } from "@/lib/images-api/folder-lock";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { requireLiveRows } from "@/lib/images-api/migrate/live-rows";
import { MigrationError } from "@/lib/images-api/migrate/migration-error";
import { openMetadata } from "@/lib/images-api/stores/open-metadata";
import { placeOf } from "@/lib/images-api/stores/open-objects";
import { StoreError } from "@/lib/images-api/stores/store-error";

/** Something the person at the keyboard can mend: shown as one sentence. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** Whoever waits at a keyboard learns at once that a database is not there. */
const NO_PATIENCE_MS = 0;

/**
 * Runs `work` on the rows that are configured: in the data folder, or in Postgres. Servers may run at the same time.
 * @throws CommandError when there are no rows: a new database beside the server's own would take tokens that work nowhere
 */
export async function withStore<Result>(work: (store: MetadataStore) => Promise<Result>): Promise<Result> {
  const config = readSettings(process.env);
  try {
    return await withRows(config, work);
  } catch (error) {
    if (error instanceof StoreError) {
      throw new CommandError(
        `The database of DATABASE_URL cannot be used (${error.message}). Mend it, or correct DATABASE_URL.`,
      );
    }
    const isForPeople = error instanceof MigrationError || error instanceof FolderLockedError;
    throw isForPeople ? new CommandError(error.message) : error;
  }
}

async function withRows<Result>(
  { dataDirectory, database, bucket }: Settings,
  work: (store: MetadataStore) => Promise<Result>,
): Promise<Result> {
  if (database === null) requireDataDirectory(dataDirectory);
  if (database === null && !existsSync(dataFiles.metadata(dataDirectory))) {
    throw new CommandError(
      `There is no database in ${dataDirectory}. Start the server once, or set DATA_DIR to the folder that it uses.`,
    );
  }
  // What changes while rows are moved would be left behind.
  const lock = database === null ? useFolder(dataDirectory) : null;
  try {
    const store = await openMetadata({
      dataDirectory,
      database,
      asServer: false,
      patienceMs: NO_PATIENCE_MS,
      log: pino({ level: "silent" }),
    });
    try {
      await requireLiveRows(store, placeOf(bucket));
      return await work(store);
    } finally {
      await store.close();
    }
  } finally {
    lock?.release();
  }
}
