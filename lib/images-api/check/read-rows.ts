import SqliteDatabase from "better-sqlite3";
import { z } from "zod";
import type { StoredRow } from "./stored-row";

/** How long a read waits for a database that is being recovered or checkpointed, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/** Rows held in memory at a time. */
const ROWS_AT_ONCE = 500;

const COLUMNS = "id, name, status, sha256, size_bytes as sizeBytes, bytes_removed_at as bytesRemovedAt";

const rowSchema: z.ZodType<StoredRow> = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(["started", "uploading", "completed", "failed"]),
  sha256: z.string().nullable(),
  sizeBytes: z.number().nullable(),
  bytesRemovedAt: z.number().nullable(),
});

/** The rows of a database that somebody else writes to. Changes nothing, not even its version. */
export interface RowReader {
  readonly database: SqliteDatabase.Database;
  /** All images, deleted ones too, by id. Each page is of its own moment. */
  images(): Iterable<StoredRow>;
  find(id: string): StoredRow | null;
  /** Names of the migrations that made the tables, oldest first. */
  migrations(): string[];
  close(): void;
}

/** @throws the system's or SQLite's error when there is no such database */
export function readRows(file: string): RowReader {
  const database = new SqliteDatabase(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  // Prepared when they are needed: a damaged file is told of by what checks it.
  return {
    database,
    *images() {
      const page = database.prepare(`select ${COLUMNS} from images where id > ? order by id limit ${ROWS_AT_ONCE}`);
      for (let afterId = ""; ;) {
        const rows = page.all(afterId).map((row) => rowSchema.parse(row));
        yield* rows;
        const last = rows.at(-1);
        if (last === undefined) return;
        afterId = last.id;
      }
    },
    find(id) {
      const row = database.prepare(`select ${COLUMNS} from images where id = ?`).get(id);
      return row === undefined ? null : rowSchema.parse(row);
    },
    migrations() {
      const names = database.prepare("select name from kysely_migration order by name").pluck().all();
      return z.array(z.string()).parse(names);
    },
    close: () => database.close(),
  };
}
