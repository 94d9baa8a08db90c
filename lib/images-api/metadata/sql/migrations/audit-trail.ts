import { type Kysely, sql } from "kysely";
import type { Words } from "./words";

/** Who did what, and tokens that end by themselves. */
export async function auditTrail(database: Kysely<unknown>, words: Words): Promise<void> {
  await words.addColumn(database, { table: "tokens", name: "expires_at", type: words.integer });
  await words
    .strictly(database.schema.createTable("audit_entries").ifNotExists())
    .addColumn("id", words.number.type, words.number.build)
    .addColumn("at", words.integer, (column) => column.notNull())
    .addColumn("actor", "text")
    .addColumn("token_id", "text")
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull().check(sql`outcome in ('done', 'refused', 'failed')`))
    .addColumn("reason", "text")
    .addColumn("image_id", "text")
    .addColumn("image_name", "text")
    .addColumn("address", "text")
    .addColumn("request_id", "text")
    .execute();
  // A page of each filter is one walk along an index.
  const index = (name: string, columns: string[]) =>
    database.schema
      .createIndex(name)
      .ifNotExists()
      .on("audit_entries")
      .columns(words.thenId([...columns, "at"]));
  await index("audit_entries_at", []).execute();
  await index("audit_entries_actor", ["actor"]).execute();
  await index("audit_entries_actor_action", ["actor", "action"]).execute();
  await index("audit_entries_action", ["action"]).execute();
  await index("audit_entries_image", ["image_id"])
    .where(sql<boolean>`image_id is not null`)
    .execute();
  // Neither a slip of ours nor a hand at the database rewrites what happened without noticing.
  await words.neverChange(database, "audit_entries", "an entry of the audit trail never changes");
}
