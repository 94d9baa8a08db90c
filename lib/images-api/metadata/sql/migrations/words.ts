import type {
  ColumnDataType,
  ColumnDefinitionBuilder,
  ColumnDefinitionBuilderCallback,
  CreateTableBuilder,
  Kysely,
  RawBuilder,
} from "kysely";

type ColumnType = ColumnDataType | RawBuilder<unknown>;

/** What the tables of one database are made of, where that differs. */
export interface Words {
  /** Epoch milliseconds and sizes in bytes. */
  integer: ColumnType;
  /** 0 or 1. */
  flag: ColumnType;
  /** Sorts by the characters' bytes, as listings of object stores do. */
  id: ColumnType;
  bytes: ColumnType;
  /** A number that grows, and that is never given again once its row is removed. */
  number: { type: ColumnType; build: ColumnDefinitionBuilderCallback };
  /** The columns of the index of an owner's names. */
  liveName: string[];
  /** The columns of an index of live images in the order of a list. */
  liveList: string[];
  /** An index's columns and, where the engine does not put it there itself, what orders rows that are the same in them. */
  thenId: (columns: string[]) => string[];
  /** Takes only values of a column's type. */
  strictly: <Table extends string, Column extends string>(
    table: CreateTableBuilder<Table, Column>,
  ) => CreateTableBuilder<Table, Column>;
  /** Adds a column that may be there already. */
  addColumn: (
    database: Kysely<unknown>,
    column: { table: string; name: string; type: ColumnType },
    build?: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder,
  ) => Promise<void>;
  /** Makes each change of a row an error. */
  neverChange: (database: Kysely<unknown>, table: string, message: string) => Promise<void>;
  /** As one change, with kysely's note or without. */
  atomically: (database: Kysely<unknown>, work: (database: Kysely<unknown>) => Promise<void>) => Promise<void>;
}
