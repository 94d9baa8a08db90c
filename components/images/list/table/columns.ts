import type { SortKey } from "@/components/images/list/filters/sort-images";

/** Columns that one may choose: those one can sort by, but the name, which stays. */
export type OptionalColumn = Exclude<SortKey, "name">;

export type ColumnId = SortKey | "select" | "card" | "actions";

/** In the order in which they stand. `card` holds a whole image where there is room for one column only. */
export const COLUMN_ORDER = [
  "select",
  "card",
  "name",
  "status",
  "created",
  "size",
  "visibility",
  "checksum",
  "id",
  "actions",
] as const satisfies readonly ColumnId[];

export const OPTIONAL_COLUMNS: readonly OptionalColumn[] = COLUMN_ORDER.filter(isOptionalColumn);

export function isOptionalColumn(column: string): column is OptionalColumn {
  return ["status", "created", "size", "visibility", "checksum", "id"].includes(column);
}
