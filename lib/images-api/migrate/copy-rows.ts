import { type Kysely, sql } from "kysely";
import { type Row, RowDigester, type RowsDigest } from "./row-digest";
import { MOVED_TABLES, type MovedTable, TABLES } from "./tables";

/** Rows held in memory at a time, and in one statement: SQLite binds 32,766 values at most, some twenty a row. */
const ROWS_AT_ONCE = 1_000;

/** What was copied of each table. */
export type CopiedRows = Record<MovedTable, RowsDigest>;

export interface RowsCopier<Schema> {
  source: Kysely<Schema>;
  /** A transaction: others see all of the rows or none. */
  target: Kysely<Schema>;
  tables?: readonly MovedTable[];
  signal: AbortSignal;
  onRows: (table: MovedTable, rows: number) => void;
}

/** Copies all rows into tables that are empty. */
export async function copyRows<Schema>(copier: RowsCopier<Schema>): Promise<Partial<CopiedRows>> {
  const { source, target, tables = MOVED_TABLES, signal, onRows } = copier;
  const copied: Partial<CopiedRows> = {};
  for (const table of tables) {
    const digester = new RowDigester();
    for await (const rows of rowsOf(source, table)) {
      signal.throwIfAborted();
      for (const row of rows) digester.add(row);
      await insertRows(target, table, rows);
      onRows(table, digester.result().rows);
    }
    copied[table] = digester.result();
  }
  return copied;
}

export async function digestRows<Schema>(database: Kysely<Schema>, table: MovedTable): Promise<RowsDigest> {
  const digester = new RowDigester();
  for await (const rows of rowsOf(database, table)) for (const row of rows) digester.add(row);
  return digester.result();
}

/** All rows as they move, some at a time, by their key. */
async function* rowsOf<Schema>(database: Kysely<Schema>, table: MovedTable): AsyncGenerator<Row[]> {
  const { key, emptied } = TABLES[table];
  for (let last: Row | undefined; ;) {
    const after = last === undefined ? sql`` : sql`where ${sql.ref(key)} > ${last[key]}`;
    const query = sql<Row>`select * from ${sql.table(table)} ${after} order by ${sql.ref(key)} limit ${sql.lit(ROWS_AT_ONCE)}`;
    const { rows } = await query.execute(database);
    last = rows.at(-1);
    if (last === undefined) return;
    const cleared = Object.fromEntries(emptied.map((column) => [column, null]));
    yield rows.map((row) => Object.assign(row, cleared));
  }
}

async function insertRows<Schema>(database: Kysely<Schema>, table: MovedTable, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) values ${sql.join(values)}`.execute(
    database,
  );
}

/** Before they are copied anew, or never were. */
export async function deleteRows<Schema>(database: Kysely<Schema>): Promise<void> {
  for (const table of MOVED_TABLES) await sql`delete from ${sql.table(table)}`.execute(database);
}

/** @returns the name of a table that has rows, null when none has */
export async function tableWithRows<Schema>(database: Kysely<Schema>): Promise<MovedTable | null> {
  for (const table of MOVED_TABLES) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(database);
    if (rows.length > 0) return table;
  }
  return null;
}
