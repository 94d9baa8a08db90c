import { setTimeout as delay } from "node:timers/promises";
import type { Database as SqliteDatabase } from "better-sqlite3";
import { CompiledQuery, type DatabaseConnection, SqliteDialect, SqliteDriver } from "kysely";
import { fileIdentity } from "@/lib/images-api/file-identity";
import { StorageGoneError } from "@/lib/images-api/storage-fault";

/** How long a statement waits for another process to finish its own, in milliseconds; those that queued behind it count from their own beginning. */
const PATIENCE_MS = 5_000;

/** Between two attempts, in milliseconds. SQLite's own wait would stop every other request of this process meanwhile. */
const RETRY_MS = 25;

/** kysely's dialect of SQLite, for a file that other processes write to as well and that somebody may take away. */
export class PatientSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;
  readonly #requireUse: () => void;

  /** @param requireUse called before each statement: throws while none may reach the database */
  constructor(database: SqliteDatabase, requireUse: () => void) {
    super({ database });
    this.#database = database;
    this.#requireUse = requireUse;
  }

  override createDriver(): SqliteDriver {
    return new PatientDriver(this.#database, this.#requireUse);
  }
}

class PatientDriver extends SqliteDriver {
  readonly #database: SqliteDatabase;
  readonly #file: string;
  readonly #requireUse: () => void;

  constructor(database: SqliteDatabase, requireUse: () => void) {
    super({ database });
    this.#database = database;
    this.#requireUse = requireUse;
    this.#file = fileIdentity(database.name);
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const deadline = performance.now() + PATIENCE_MS;
    const connection = await super.acquireConnection();
    const execute: DatabaseConnection["executeQuery"] = async (query) => {
      this.#requireFile();
      this.#requireUse();
      return patiently(deadline, () => connection.executeQuery(query));
    };
    return { executeQuery: execute, streamQuery: (query, size) => connection.streamQuery(query, size) };
  }

  /** `immediate` waits for the one writer's place here: a transaction that has read already could only start over. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) this.#database.exec("rollback");
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  /** SQLite rolls back by itself when a disk is full or fails (https://www.sqlite.org/lang_transaction.html, section 3.1). */
  override async rollbackTransaction(): Promise<void> {
    if (this.#database.inTransaction) this.#database.exec("rollback");
  }

  /** Without it SQLite would go on in a file that has no name any more, and everything would be lost with the process. */
  #requireFile(): void {
    if (fileIdentity(this.#database.name) !== this.#file) throw new StorageGoneError(this.#database.name);
  }
}

async function patiently<Result>(deadline: number, attempt: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw error;
    }
    await delay(RETRY_MS);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "SQLITE_BUSY";
}
