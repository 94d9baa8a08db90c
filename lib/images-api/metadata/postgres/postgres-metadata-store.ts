import { Kysely, sql } from "kysely";
import type { NewAuditEntry } from "@/lib/images-api/metadata/audit";
import { migrate } from "@/lib/images-api/metadata/sql/migrations/migrate";
import type { Schema } from "@/lib/images-api/metadata/sql/schema";
import { storeMethods } from "@/lib/images-api/metadata/sql/store-methods";
import type { StoreState } from "@/lib/images-api/metadata/state";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { postgresDialect } from "@/lib/postgres/kysely-dialect";
import type { KeptLock } from "@/lib/postgres/kept-lock";
import { openPool, type PoolOptions } from "@/lib/postgres/open-pool";
import { DatabaseUnreachableError } from "@/lib/postgres/unreachable";
import { POSTGRES_ENGINE } from "./postgres-engine";
import { lockAsServer } from "./server-lock";

/** What the database's list of connections calls those of the store. */
const NAME = "images-dashboard";

export interface PostgresOptions extends Omit<PoolOptions, "name"> {
  /** Hears of each entry of the audit trail that this process has written. */
  onAudit?: ((entry: NewAuditEntry) => void) | undefined;
  /** By a server, and no command beside it: as long as the store is open nobody moves the rows elsewhere. One connection more. */
  asServer?: boolean | undefined;
}

/**
 * Makes the tables in the connection's default schema when they are missing, and brings them up to date. Any number of servers may do
 * so at once.
 * @throws LockTakenError for a server while the rows are moved; DatabaseUnreachableError; the database's own error, when it refuses; kysely's, when the tables are of a newer version
 */
export async function openPostgresMetadataStore(options: PostgresOptions): Promise<MetadataStore & StoreState> {
  if (options.asServer !== true) return openStore(options);
  const lock = await lockAsServer(options.url);
  try {
    return withLock(await openStore(options), lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Servers without it look as if they did not run. */
function withLock(store: MetadataStore & StoreState, lock: KeptLock): MetadataStore & StoreState {
  return {
    ...store,
    async tablesAreCurrent() {
      if (!lock.isHeld()) throw new DatabaseUnreachableError("its lock for servers is not held");
      return store.tablesAreCurrent();
    },
    async close() {
      await store.close();
      await lock.release();
    },
  };
}

async function openStore(options: PostgresOptions): Promise<MetadataStore & StoreState> {
  const { onAudit = () => undefined, url, poolSize, statementTimeoutMs } = options;
  const database = await openPostgresDatabase({ url, poolSize, statementTimeoutMs });
  try {
    return await storeMethods(database, POSTGRES_ENGINE, onAudit);
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
