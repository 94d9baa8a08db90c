import SqliteDatabase from "better-sqlite3";
import { Kysely } from "kysely";
import type { NewAuditEntry } from "@/lib/images-api/metadata/audit";
import { migrate } from "@/lib/images-api/metadata/sql/migrations/migrate";
import type { Schema } from "@/lib/images-api/metadata/sql/schema";
import { storeMethods } from "@/lib/images-api/metadata/sql/store-methods";
import { clearClaims } from "@/lib/images-api/metadata/sql/work-claims";
import type { StoreState } from "@/lib/images-api/metadata/state";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { PatientSqliteDialect } from "./patient-driver";
import { SQLITE_ENGINE } from "./sqlite-engine";

/** How long opening waits for another process (the admin command) to finish its statement, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens `file`, and makes it and its tables when they are missing. Several processes may have it open.
 * @param onAudit hears of each entry of the audit trail that this process has written
 * @param requireUse throws while the rows may not be worked with: no statement gets past it
 * @param asServer by the only server on this file: what an earlier one claimed is free then
 */
export async function openSqliteMetadataStore(
  file: string,
  onAudit: (entry: NewAuditEntry) => void = () => undefined,
  { asServer = false, requireUse }: { asServer?: boolean; requireUse?: (() => void) | undefined } = {},
): Promise<MetadataStore & StoreState> {
  const database = await openDatabase(file, requireUse);
  if (asServer) await clearClaims(database);
  return storeMethods(database, SQLITE_ENGINE, onAudit);
}

/** The connection behind the store, with its tables up to date. */
export async function openDatabase(file: string, requireUse = () => {}): Promise<Kysely<Schema>> {
  const sqlite = new SqliteDatabase(file, { timeout: BUSY_TIMEOUT_MS });
  // Readers and the one writer do not wait for each other.
  sqlite.pragma("journal_mode = WAL");
  // What was answered stays, even through a power cut: with NORMAL the last writes could be undone, and an image whose upload
  // goes on would be gone. The price is one fsync a write, about one for each part: 0.5 ms at the median and 65 ms at most
  // beside three writers that keep the disk busy.
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  // From here on a wait is the driver's, which lets other requests go on meanwhile.
  sqlite.pragma("busy_timeout = 0");
  const database = new Kysely<Schema>({ dialect: new PatientSqliteDialect(sqlite, requireUse) });
  try {
    await migrate(database, SQLITE_ENGINE.words);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return database;
}
