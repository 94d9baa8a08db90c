import { type Kysely, sql } from "kysely";
import type { Words } from "./words";

/** What several servers on one database share, and bytes that are elsewhere. */
export async function sharedWork(database: Kysely<unknown>, words: Words): Promise<void> {
  // Whoever does not know of it, as the version before, has verified what it completes.
  await words.addColumn(database, { table: "images", name: "is_verified", type: words.flag }, (column) =>
    column
      .notNull()
      .defaultTo(1)
      .check(sql`is_verified in (0, 1)`),
  );
  await words.addColumn(database, { table: "images", name: "verifier", type: "text" });
  await words.addColumn(database, { table: "images", name: "verifier_until", type: words.integer });
  const table = (name: string) => words.strictly(database.schema.createTable(name).ifNotExists());
  await table("work_rounds")
    .addColumn("name", "text", (column) => column.primaryKey().notNull())
    .addColumn("server", "text")
    .addColumn("until", words.integer)
    .addColumn("ended_at", words.integer)
    .execute();
  await table("object_notes")
    .addColumn("image_id", words.id, (column) => column.primaryKey().notNull())
    .addColumn("upload_id", "text", (column) => column.notNull())
    .addColumn("sealed_parts", "text")
    .addColumn("digest_bytes", words.integer)
    .addColumn("digest_state", words.bytes)
    .addColumn("digest_format", "text")
    .execute();
  await table("store_facts")
    .addColumn("name", "text", (column) => column.primaryKey().notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .execute();
  // Until now bytes were kept on disk and nowhere else.
  await sql`insert into store_facts (name, value) select 'place_of_bytes', 'disk' where exists (select 1 from images)
    on conflict (name) do nothing`.execute(database);
}
