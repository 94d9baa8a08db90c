import { type Kysely, sql } from "kysely";
import type { Words } from "./words";

export async function firstTables(database: Kysely<unknown>, words: Words): Promise<void> {
  await makeImages(database, words);
  await indexImages(database, words);
  await words
    .strictly(database.schema.createTable("tokens").ifNotExists())
    .addColumn("id", words.id, (column) => column.primaryKey().notNull())
    .addColumn("hash", "text", (column) =>
      column
        .notNull()
        .unique()
        .check(sql`length(hash) = 64`),
    )
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull().check(sql`role in ('viewer', 'operator', 'admin')`))
    .addColumn("created_at", words.integer, (column) => column.notNull())
    .addColumn("last_used_at", words.integer)
    .addColumn("revoked_at", words.integer)
    .execute();
}

async function makeImages(database: Kysely<unknown>, words: Words): Promise<void> {
  await words
    .strictly(database.schema.createTable("images").ifNotExists())
    .addColumn("id", words.id, (column) => column.primaryKey().notNull())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) =>
      column.notNull().check(sql`status in ('started', 'uploading', 'completed', 'failed')`),
    )
    .addColumn("is_public", words.flag, (column) =>
      column
        .notNull()
        .defaultTo(0)
        .check(sql`is_public in (0, 1)`),
    )
    .addColumn("created_at", words.integer, (column) => column.notNull())
    .addColumn("active_at", words.integer, (column) => column.notNull())
    .addColumn("sha256", "text", (column) => column.check(sql`length(sha256) = 64`))
    .addColumn("size_bytes", words.integer, (column) => column.check(sql`size_bytes >= 0`))
    .addColumn("failure_reason", "text")
    .addColumn("deleted_at", words.integer)
    .addColumn("bytes_removed_at", words.integer)
    .addCheckConstraint(
      "images_completed",
      sql`status <> 'completed' or (sha256 is not null and size_bytes is not null)`,
    )
    .addCheckConstraint("images_failed", sql`status <> 'failed' or failure_reason is not null`)
    .execute();
}

async function indexImages(database: Kysely<unknown>, words: Words): Promise<void> {
  const index = (name: string, columns: string[]) =>
    database.schema.createIndex(name).ifNotExists().on("images").columns(columns);
  // Two creates at once cannot both win, and a deleted image's name is free.
  await index("images_live_name", words.liveName)
    .unique()
    .where(sql<boolean>`deleted_at is null`)
    .execute();
  // The two lists of an owner, live and with deleted ones: a page is one walk along the index, however many rows there are.
  // The narrower one comes last: of two that promise the same Postgres takes the younger.
  await index("images_list", ["owner", "created_at", "id"]).execute();
  await index("images_live_list", words.liveList)
    .where(sql<boolean>`deleted_at is null`)
    .execute();
  // What the jobs look for; each index holds only the few rows that are due.
  await index("images_verifying", ["active_at"])
    .where(sql<boolean>`status = 'uploading' and sha256 is not null and deleted_at is null`)
    .execute();
  await index("images_open", ["active_at"])
    .where(sql<boolean>`status in ('started', 'uploading') and sha256 is null and deleted_at is null`)
    .execute();
  await index("images_failed_bytes", ["id"])
    .where(sql<boolean>`status = 'failed' and bytes_removed_at is null`)
    .execute();
  await index("images_deleted_bytes", ["deleted_at"])
    .where(sql<boolean>`deleted_at is not null and bytes_removed_at is null`)
    .execute();
}
