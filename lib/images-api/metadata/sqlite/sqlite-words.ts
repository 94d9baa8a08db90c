import { type Kysely, sql } from "kysely";
import type { Words } from "@/lib/images-api/metadata/sql/migrations/words";

export const SQLITE_WORDS: Words = {
  integer: "integer",
  flag: "integer",
  id: "text",
  bytes: "blob",
  // `autoincrement`: https://www.sqlite.org/autoinc.html
  number: { type: "integer", build: (column) => column.primaryKey().autoIncrement() },
  liveName: ["owner", "name"],
  // Without `deleted_at` SQLite takes the other index of lists, and skips deleted rows one by one.
  liveList: ["owner", "deleted_at", "created_at", "id"],
  // Every index of SQLite ends with the row's number, which is `id` in a table that has one.
  thenId: (columns) => columns,
  strictly: (table) => table.modifyEnd(sql`strict`),

  async addColumn(database, { table, name, type }, build = (column) => column) {
    // SQLite has no "add column if not exists".
    const { rows } = await sql`select 1 from pragma_table_info(${table}) where name = ${name}`.execute(database);
    if (rows.length === 0) await database.schema.alterTable(table).addColumn(name, type, build).execute();
  },

  async neverChange(database, table, message) {
    await sql`create trigger if not exists ${sql.id(`${table}_never_change`)} before update on ${sql.table(table)}
      begin select raise(abort, ${sql.lit(message)}); end`.execute(database);
  },

  /** kysely runs SQLite's migrations outside a transaction. */
  atomically: (database: Kysely<unknown>, work) => database.transaction().execute(work),
};
