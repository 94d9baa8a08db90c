import { type Kysely, sql } from "kysely";
import type { Schema } from "./schema";

/**
 * What the jobs look for. The conditions repeat those of the partial indexes word for word and without parameters: only then
 * does a database see that an index fits (https://www.sqlite.org/partialindex.html#queries_using_partial_indexes).
 */
export const OPEN_FOR_PARTS = sql<boolean>`status in ('started', 'uploading') and sha256 is null and deleted_at is null`;
export const VERIFYING = sql<boolean>`status = 'uploading' and sha256 is not null and deleted_at is null`;
export const DELETED_WITH_BYTES = sql<boolean>`deleted_at is not null and bytes_removed_at is null`;
const FAILED_WITH_BYTES = sql<boolean>`status = 'failed' and bytes_removed_at is null`;

export function verifyingQuery(database: Kysely<Schema>) {
  return database.selectFrom("images").selectAll().where(VERIFYING).orderBy("active_at");
}

/**
 * Rows changed in one statement: a year's worth at once would take longer than a statement may, each time anew, and SQLite would hold
 * up every request for as long.
 */
export const CHANGED_AT_ONCE = 500;

/** Conditions stand outside as well: of a row that another server changes meanwhile Postgres looks at those again, and at no others. */
export function failStaleQuery(database: Kysely<Schema>, before: number, reason: string, now: number) {
  const stale = database.selectFrom("images").select("id").where(OPEN_FOR_PARTS).where("active_at", "<", before);
  return database
    .updateTable("images")
    .set({ status: "failed", failure_reason: reason, active_at: now, finished_at: now })
    .where("id", "in", stale.orderBy("active_at").limit(CHANGED_AT_ONCE))
    .where(OPEN_FOR_PARTS)
    .where("active_at", "<", before)
    .returning(["id", "name"]);
}

export function claimFailedQuery(database: Kysely<Schema>, now: number) {
  // One that was completed before: its bytes may still be mended, or be all that is left.
  const failed = database.selectFrom("images").select("id").where(FAILED_WITH_BYTES).where("size_bytes", "is", null);
  return database
    .updateTable("images")
    .set({ bytes_removed_at: now })
    .where("id", "in", failed.orderBy("id").limit(CHANGED_AT_ONCE))
    .where(FAILED_WITH_BYTES)
    .where("size_bytes", "is", null)
    .returning(["id", "name"]);
}

export function claimDeletedQuery(database: Kysely<Schema>, deletedBefore: number, now: number) {
  const deleted = database.selectFrom("images").select("id").where(DELETED_WITH_BYTES);
  return database
    .updateTable("images")
    .set({ bytes_removed_at: now })
    .where("id", "in", deleted.where("deleted_at", "<", deletedBefore).orderBy("deleted_at").limit(CHANGED_AT_ONCE))
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
