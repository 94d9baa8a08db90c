import type { SortKey } from "@/components/images/list/filters/sort-images";

/** Columns that one may choose: those one can sort by, but the name and the provider, which stay where they are. */
export type OptionalColumn = Exclude<SortKey, "name" | "provider">;

export type ColumnId = SortKey | "select" | "card" | "actions";

/** In the order in which they stand. `card` holds a whole image where there is room for one column only. */
export const COLUMN_ORDER = [
  "select",
  "card",
  "name",
  "provider",
  "status",
  "created",
  "size",
  "system",
  "regions",
  "tags",
  "visibility",
  "checksum",
  "id",
  "actions",
] as const satisfies readonly ColumnId[];

const NOT_OPTIONAL: ReadonlySet<string> = new Set(["select", "card", "name", "provider", "actions"]);

export const OPTIONAL_COLUMNS: readonly OptionalColumn[] = COLUMN_ORDER.filter(isOptionalColumn);

export function isOptionalColumn(column: string): column is OptionalColumn {
  return !NOT_OPTIONAL.has(column) && COLUMN_ORDER.some((known) => known === column);
}
