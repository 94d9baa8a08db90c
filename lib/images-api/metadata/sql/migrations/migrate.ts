import { type Kysely, type MigrationProvider, Migrator } from "kysely";
import { auditTrail } from "./audit-trail";
import { firstTables } from "./first-tables";
import { sharedWork } from "./shared-work";
import type { Words } from "./words";

type Step = (database: Kysely<unknown>, words: Words) => Promise<void>;

/** What a timeline of an image needs. Nobody knows it of older images. */
async function instants(database: Kysely<unknown>, words: Words): Promise<void> {
  await words.addColumn(database, { table: "images", name: "uploaded_at", type: words.integer });
  await words.addColumn(database, { table: "images", name: "finished_at", type: words.integer });
}

/**
 * In code, because a bundled or packaged program has no folder of migrations. Names sort in the order they run. Where several servers
 * share the rows, those of the version before go on while they are upgraded one by one: a step leaves what that version reads and
 * writes as it was. Each one makes only what is missing, because not every database makes it together with kysely's note of it.
 */
const STEPS: Record<string, Step> = {
  "0001_first_tables": firstTables,
  "0002_instants": instants,
  "0003_audit_trail": auditTrail,
  "0004_shared_work": sharedWork,
};

/** What this version knows, oldest first: a database with others is of a newer one. */
export const MIGRATION_NAMES: readonly string[] = Object.keys(STEPS);

/**
 * Brings the tables up to date.
 * @param schema where they are, if the database has several
 * @throws the first migration's error, or kysely's when the tables are of a newer version
 */
export async function migrate<T>(database: Kysely<T>, words: Words, schema?: string): Promise<void> {
  const migrations = Object.entries(STEPS).map(([name, step]) => [name, { up: atomic(step, words) }] as const);
  const provider: MigrationProvider = { getMigrations: async () => Object.fromEntries(migrations) };
  const place = schema === undefined ? {} : { migrationTableSchema: schema };
  const { error } = await new Migrator({ db: database, provider, ...place }).migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error("The migration failed.", { cause: error });
}

function atomic(step: Step, words: Words): (database: Kysely<unknown>) => Promise<void> {
  return (database) => words.atomically(database, (transaction) => step(transaction, words));
}
