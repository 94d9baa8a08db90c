import { type Kysely, sql } from "kysely";
import type { Schema } from "./schema";

/**
 * What the jobs look for. The conditions repeat those of the partial indexes word for word and without parameters: only then
 * does a database see that an index fits (https://www.sqlite.org/partialindex.html#queries_using_partial_indexes).
 */
export const OPEN_FOR_PARTS = sql<boolean>`status in ('started', 'uploading') and sha256 is null and deleted_at is null`;
export const VERIFYING = sql<boolean>`status = 'uploading' and sha256 is not null and deleted_at is null`;
export const DELETED_WITH_BYTES = sql<boolean>`deleted_at is not null and bytes_removed_at is null`;

export function verifyingQuery(database: Kysely<Schema>) {
  return database.selectFrom("images").selectAll().where(VERIFYING).orderBy("active_at");
}

export function failStaleQuery(database: Kysely<Schema>, before: number, reason: string, now: number) {
  return database
    .updateTable("images")
    .set({ status: "failed", failure_reason: reason, active_at: now, finished_at: now })
    .where(OPEN_FOR_PARTS)
    .where("active_at", "<", before)
    .returning(["id", "name"]);
}

export function claimFailedQuery(database: Kysely<Schema>, now: number) {
  return (
    database
      .updateTable("images")
      .set({ bytes_removed_at: now })
      .where(sql<boolean>`status = 'failed' and bytes_removed_at is null`)
      // One that was completed before: its bytes may still be mended, or be all that is left.
      .where("size_bytes", "is", null)
      .returning(["id", "name"])
  );
}

export function claimDeletedQuery(database: Kysely<Schema>, deletedBefore: number, now: number) {
  return database
    .updateTable("images")
    .set({ bytes_removed_at: now })
    .where(DELETED_WITH_BYTES)
    .where("deleted_at", "<", deletedBefore)
    .returning(["id", "name"]);
}

/** By the primary key: one walk in pages along all rows, once for each start, is not worth an index. */
export function completedQuery(database: Kysely<Schema>, afterId: string, limit: number) {
  return database
    .selectFrom("images")
    .selectAll()
    .where("status", "=", "completed")
    .where("deleted_at", "is", null)
    .where("id", ">", afterId)
    .orderBy("id")
    .limit(limit);
}
