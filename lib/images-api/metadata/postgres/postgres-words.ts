import { type Kysely, sql } from "kysely";
import type { Words } from "@/lib/images-api/metadata/sql/migrations/words";

export const POSTGRES_WORDS: Words = {
  integer: "bigint",
  flag: "smallint",
  // Whatever language the database sorts by (https://www.postgresql.org/docs/current/collation.html).
  id: sql`text collate "C"`,
  bytes: "bytea",
  // By default: rows that come from another database keep their numbers.
  number: { type: "bigint", build: (column) => column.generatedByDefaultAsIdentity().primaryKey() },
  // The other way round it would serve lists, by sorting all that an owner has: of one whom its statistics do not know yet Postgres
  // believes that they have next to nothing.
  liveName: ["name", "owner"],
  liveList: ["owner", "created_at", "id"],
  thenId: (columns) => [...columns, "id"],
  strictly: (table) => table,

  async addColumn(database, { table, name, type }, build = (column) => column) {
    await database.schema
      .alterTable(table)
      .addColumn(name, type, (column) => build(column.ifNotExists()))
      .execute();
  },

  async neverChange(database, table, message) {
    const name = sql.id(`${table}_never_change`);
    await sql`create or replace function ${name}() returns trigger language plpgsql as
      ${sql.lit(`begin raise exception '${message}'; end`)}`.execute(database);
    await sql`create or replace trigger ${name} before update on ${sql.table(table)}
      for each row execute function ${name}()`.execute(database);
  },

  /** kysely makes all of Postgres' migrations in one transaction. */
  atomically: (database: Kysely<unknown>, work) => work(database),
};
