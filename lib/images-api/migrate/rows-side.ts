import { existsSync } from "node:fs";
import { type Kysely, sql } from "kysely";
import { dataFiles } from "@/lib/images-api/data-files";
import type { Schema } from "@/lib/images-api/metadata/sql/schema";
import { movePlaceOfBytes } from "@/lib/images-api/metadata/sql/store-facts";
import { storeMethods } from "@/lib/images-api/metadata/sql/store-methods";
import { SQLITE_ENGINE } from "@/lib/images-api/metadata/sqlite/sqlite-engine";
import { openDatabase } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { tableWithRows } from "./copy-rows";
import { MigrationError } from "./migration-error";
import { reasonOf } from "@/lib/images-api/stores/reason";
import type { DatabaseOptions } from "@/lib/images-api/stores/store-options";
import { parsePlace, type Place, placeText } from "./place";

/** A statement of a move may touch all rows of a table, in milliseconds. */
const STATEMENT_TIMEOUT_MS = 60 * 60_000;

/** One of the two databases that rows move between. */
export interface RowsSide {
  engine: "sqlite" | "postgres";
  /** Its tables, which are up to date. */
  database: Kysely<Schema>;
  metadata: MetadataStore;
  close(): Promise<void>;
}

/** @returns null when there is none and none is to be made */
export async function openFolderRows(dataDirectory: string, { make }: { make: boolean }): Promise<RowsSide | null> {
  const file = dataFiles.metadata(dataDirectory);
  if (!make && !existsSync(file)) return null;
  const database = await openDatabase(file);
  const metadata = await storeMethods(database, SQLITE_ENGINE, () => undefined);
  return { engine: "sqlite", database, metadata, close: () => metadata.close() };
}

/** @throws MigrationError when the database cannot be used */
export async function openServerRows(options: DatabaseOptions): Promise<RowsSide> {
  // Whoever has no Postgres loads nothing for it.
  const [{ openPostgresDatabase }, { POSTGRES_ENGINE }] = await Promise.all([
    import("@/lib/images-api/metadata/postgres/postgres-metadata-store"),
    import("@/lib/images-api/metadata/postgres/postgres-engine"),
  ]);
  try {
    const database = await openPostgresDatabase({ ...options, statementTimeoutMs: STATEMENT_TIMEOUT_MS });
    const metadata = await storeMethods(database, POSTGRES_ENGINE, () => undefined);
    return { engine: "postgres", database, metadata, close: () => metadata.close() };
  } catch (error) {
    throw databaseFault(error);
  }
}

/** Names the variable, and neither user nor password. */
export function databaseFault(error: unknown): MigrationError {
  return new MigrationError(`The database of DATABASE_URL cannot be used (${reasonOf(error)}).`, { cause: error });
}

/**
 * What the rows note. Those that note nothing are on disk, as before anybody asked. Null where there are no rows, whatever is noted, unless a
 * move has noted it.
 */
export async function livePlace(side: RowsSide | null): Promise<Place | null> {
  if (side === null) return null;
  const noted = await notedPlace(side);
  if (noted?.kind === "moving" || noted?.kind === "moved") return noted;
  if ((await tableWithRows(side.database)) === null) return null;
  return noted ?? { kind: "disk" };
}

/** Says in rows that are to be filled that they are not complete, so that no server starts on them. */
export async function markAsMoving({ database }: RowsSide, moveId: string): Promise<void> {
  await movePlaceOfBytes(database, placeText({ kind: "moving", moveId }));
}

/** Notes nothing. @returns null when nothing is noted, as in a database without images */
export async function notedPlace({ database }: RowsSide): Promise<Place | null> {
  const row = await database
    .selectFrom("store_facts")
    .select("value")
    .where("name", "=", "place_of_bytes")
    .executeTakeFirst();
  return row === undefined ? null : parsePlace(row.value);
}

/** The highest id that an entry of the audit trail ever had here. */
export async function lastAuditId({ engine, database }: RowsSide): Promise<number> {
  const query =
    engine === "sqlite"
      ? sql<{ id: number }>`select coalesce(max(seq), 0) as id from sqlite_sequence where name = 'audit_entries'`
      : sql<{
          id: number;
        }>`select coalesce(pg_sequence_last_value(pg_get_serial_sequence('audit_entries', 'id')::regclass), 0) as id`;
  return (await query.execute(database)).rows[0]?.id ?? 0;
}

/** So that the number of an entry that is gone is never given to another. */
export async function raiseAuditId(engine: RowsSide["engine"], database: Kysely<Schema>, id: number): Promise<void> {
  if (id === 0) return;
  if (engine === "postgres") {
    await sql`select setval(pg_get_serial_sequence('audit_entries', 'id')::regclass, ${id})`.execute(database);
    return;
  }
  await sql`delete from sqlite_sequence where name = 'audit_entries'`.execute(database);
  await sql`insert into sqlite_sequence (name, seq) values ('audit_entries', ${id})`.execute(database);
}
