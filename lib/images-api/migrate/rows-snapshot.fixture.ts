import { type Kysely, sql } from "kysely";
import type { Schema } from "@/lib/images-api/metadata/sql/schema";

/** Tables and columns that a move does not copy: what the servers did with each other, and where bytes are. */
const LEFT_OUT = /^(kysely_migration(_lock)?|work_rounds|store_facts|object_notes|sqlite_.*)$/;
const CLAIMS = new Set(["verifier", "verifier_until"]);

/** All rows of all tables that images, tokens and the audit trail are made of, by their ids. */
export async function rowsSnapshot(database: Kysely<Schema>): Promise<Record<string, unknown[]>> {
  const tables = await database.introspection.getTables();
  const snapshot: Record<string, unknown[]> = {};
  for (const { name } of tables.filter((table) => !LEFT_OUT.test(table.name))) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)} order by id`.execute(database);
    snapshot[name] = rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([column]) => !CLAIMS.has(column))),
    );
  }
  return snapshot;
}
