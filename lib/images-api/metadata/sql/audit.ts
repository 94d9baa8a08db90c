import type { Insertable, Kysely, Selectable } from "kysely";
import type { AuditRow, ListAuditOptions, NewAuditEntry } from "@/lib/images-api/metadata/audit";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import type { Engine } from "./engine";
import { againOnConflict } from "./again-on-conflict";
import type { AuditEntriesTable, Schema } from "./schema";

/** Rows in one statement, ten values each: SQLite binds 32,766 at most, Postgres 65,535. */
const ROWS_AT_ONCE = 1_000;

/** Entries removed in one statement: a year's worth at once would hold up every request for seconds. */
const REMOVED_AT_ONCE = 5_000;

type Note = (entry: NewAuditEntry) => void;

/** Makes a change and the entries that it notes in one transaction. */
export type Recorder = <Result>(
  change: (transaction: Kysely<Schema>, note: Note) => Promise<Result>,
) => Promise<Result>;

/** `onEntry` hears of each entry once it is kept. A change that came into another one's way is made anew. */
export function createRecorder(database: Kysely<Schema>, engine: Engine, onEntry: Note): Recorder {
  return async (change) => {
    const { result, entries } = await againOnConflict(engine, () =>
      database.transaction().execute(async (transaction) => {
        const noted: NewAuditEntry[] = [];
        const changed = await change(transaction, (entry) => void noted.push(entry));
        await insertEntries(transaction, noted);
        return { result: changed, entries: noted };
      }),
    );
    for (const entry of entries) onEntry(entry);
    return result;
  };
}

async function insertEntries(database: Kysely<Schema>, entries: readonly NewAuditEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += ROWS_AT_ONCE) {
    const rows = entries.slice(from, from + ROWS_AT_ONCE).map(tableRow);
    await database.insertInto("audit_entries").values(rows).execute();
  }
}

type AuditMethods = Pick<MetadataStore, "recordAudit" | "listAudit" | "removeAuditBefore">;

export function auditMethods(database: Kysely<Schema>, record: Recorder): AuditMethods {
  return {
    recordAudit: (entry) => record(async (_transaction, note) => note(entry)),

    async listAudit(options) {
      const rows = await auditListQuery(database, options).execute();
      return { entries: rows.slice(0, options.limit).map(auditRow), hasMore: rows.length > options.limit };
    },

    async removeAuditBefore(time) {
      for (let removed = 0; ;) {
        const old = oldEntriesQuery(database, time);
        const { numDeletedRows } = await database.deleteFrom("audit_entries").where("id", "in", old).executeTakeFirst();
        removed += Number(numDeletedRows);
        if (Number(numDeletedRows) < REMOVED_AT_ONCE) return removed;
        // Others have their turn.
        await new Promise(setImmediate);
      }
    },
  };
}

/** One page and one row more, which tells whether others follow. */
export function auditListQuery(database: Kysely<Schema>, options: ListAuditOptions) {
  const { limit, before, since, actor, action, imageId } = options;
  let query = database.selectFrom("audit_entries").selectAll();
  if (imageId !== undefined) query = query.where("image_id", "=", imageId);
  if (actor !== undefined) query = query.where("actor", "=", actor);
  if (action !== undefined) query = query.where("action", "=", action);
  if (since !== undefined) query = query.where("at", ">=", since);
  if (before !== undefined) {
    query = query.where((eb) => eb(eb.refTuple("at", "id"), "<", eb.tuple(before.at, before.id)));
  }
  return query
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1);
}

export function oldEntriesQuery(database: Kysely<Schema>, time: number) {
  return database.selectFrom("audit_entries").select("id").where("at", "<", time).orderBy("at").limit(REMOVED_AT_ONCE);
}

function tableRow(entry: NewAuditEntry): Insertable<AuditEntriesTable> {
  return {
    at: entry.at,
    actor: entry.actor,
    token_id: entry.tokenId,
    action: entry.action,
    outcome: entry.outcome,
    reason: entry.reason,
    image_id: entry.imageId,
    image_name: entry.imageName,
    address: entry.address,
    request_id: entry.requestId,
  };
}

function auditRow(row: Selectable<AuditEntriesTable>): AuditRow {
  return {
    id: row.id,
    at: row.at,
    actor: row.actor,
    tokenId: row.token_id,
    action: row.action,
    outcome: row.outcome,
    reason: row.reason,
    imageId: row.image_id,
    imageName: row.image_name,
    address: row.address,
    requestId: row.request_id,
  };
}
