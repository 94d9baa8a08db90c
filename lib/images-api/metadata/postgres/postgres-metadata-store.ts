import { Kysely, sql } from "kysely";
import type { NewAuditEntry } from "@/lib/images-api/metadata/audit";
import { migrate } from "@/lib/images-api/metadata/sql/migrations/migrate";
import type { Schema } from "@/lib/images-api/metadata/sql/schema";
import { stateMethods } from "@/lib/images-api/metadata/sql/state";
import { storeMethods } from "@/lib/images-api/metadata/sql/store-methods";
import type { StoreState } from "@/lib/images-api/metadata/state";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { LockLostError } from "@/lib/images-api/storage-fault";
import { postgresDialect } from "@/lib/postgres/kysely-dialect";
import type { KeptLocks } from "@/lib/postgres/kept-lock";
import { openPool, type PoolOptions } from "@/lib/postgres/open-pool";
import { POSTGRES_ENGINE } from "./postgres-engine";
import { lockAsServer } from "./server-lock";

/** What the database's list of connections calls those of the store. */
const NAME = "images-dashboard";

export interface PostgresOptions extends Omit<PoolOptions, "name"> {
  /** Hears of each entry of the audit trail that this process has written. */
  onAudit?: ((entry: NewAuditEntry) => void) | undefined;
  /**
   * By a server, and no command beside it: as long as the store is open nobody moves the rows elsewhere. One connection more. While its
   * lock is lost, each method rejects with LockLostError, until it is held again and the rows are those that were opened.
   */
  asServer?: boolean | undefined;
  /** By a server whose image bytes are on its own disk: no other such server opens the rows meanwhile. */
  isOnlyServer?: boolean | undefined;
  /** Hears that a server's lock was lost, and that it is held again. */
  onLock?: ((isHeld: boolean) => void) | undefined;
}

/**
 * Makes the tables in the connection's default schema when they are missing, and brings them up to date. Any number of servers may do
 * so at once.
 * @throws LockTakenError for a server while the rows are moved, or are another server's alone; DatabaseUnreachableError; the database's
 * own error, when it refuses; kysely's, when the tables are of a newer version
 */
export async function openPostgresMetadataStore(options: PostgresOptions): Promise<MetadataStore & StoreState> {
  if (options.asServer !== true) return openStore(options, () => undefined);
  const { url, isOnlyServer = false, onLock = () => undefined } = options;
  let opened: StoreState | null = null;
  const isAsBefore = async () => opened === null || opened.tablesAreCurrent();
  const locks = await lockAsServer({ url, isOnlyServer, isAsBefore, onChange: onLock });
  try {
    const store = await openStore(options, () => requireLocks(locks));
    opened = store;
    return withLocks(store, locks);
  } catch (error) {
    await locks.release();
    throw error;
  }
}

function requireLocks(locks: KeptLocks): void {
  if (locks.areHeld()) return;
  throw new LockLostError(
    "The connection that holds this server's lock broke, so the rows may be moved or be another server's by now.",
  );
}

/** Servers without them look as if they did not run. */
function withLocks(store: MetadataStore & StoreState, locks: KeptLocks): MetadataStore & StoreState {
  return {
    ...store,
    async tablesAreCurrent() {
      // First, so that whoever watches learns that the rows were moved, which nobody can wait for.
      if (!(await store.tablesAreCurrent())) return false;
      requireLocks(locks);
      return true;
    },
    async close() {
      await store.close();
      await locks.release();
    },
  };
}

/** @param requireUse throws while the rows may not be worked with: no statement of the store gets past it, whoever asks for what */
async function openStore(options: PostgresOptions, requireUse: () => void): Promise<MetadataStore & StoreState> {
  const { onAudit = () => undefined, url, poolSize, statementTimeoutMs } = options;
  await migrateOn(url);
  const pool = openPool({ url, poolSize, statementTimeoutMs, name: NAME });
  const database = new Kysely<Schema>({ dialect: postgresDialect(pool, requireUse) });
  try {
    const store = await storeMethods(database, POSTGRES_ENGINE, onAudit);
    // What tells whether the rows may be worked with again changes nothing, and is asked while they may not.
    const watched = new Kysely<Schema>({ dialect: postgresDialect(pool) });
    return { ...store, ...(await stateMethods(watched, POSTGRES_ENGINE)) };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** The connections behind the store, with its tables up to date. */
export async function openPostgresDatabase(options: Omit<PoolOptions, "name">): Promise<Kysely<Schema>> {
  await migrateOn(options.url);
  return databaseOn({ ...options, name: NAME });
}

/** By a connection of its own: an index of a large table takes longer than any statement may afterwards. */
async function migrateOn(url: string): Promise<void> {
  const database = databaseOn({ url, poolSize: 1, statementTimeoutMs: 0, name: `${NAME} migrations` });
  try {
    const { rows } = await sql<{ schema: string | null }>`select current_schema() as schema`.execute(database);
    const schema = rows[0]?.schema;
    if (schema === null || schema === undefined) {
      throw new Error("The database has no schema to make tables in. Make one, or name one in the user's search_path.");
    }
    await migrate(database, POSTGRES_ENGINE.words, schema);
  } finally {
    await database.destroy();
  }
}

function databaseOn(options: PoolOptions): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: postgresDialect(openPool(options)) });
}
