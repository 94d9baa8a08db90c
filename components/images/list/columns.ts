import { columnVisibilityFeature, tableFeatures, type ColumnDef } from "@tanstack/react-table";
import type { Image } from "@/lib/contract/image";
import type { SortKey } from "./sort-images";

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

export function isColumnId(column: string): column is ColumnId {
  return COLUMN_ORDER.some((known) => known === column);
}

/** The one feature of TanStack Table that the list has use for: rows come to it searched, filtered and sorted. */
export const features = tableFeatures({ columnVisibilityFeature });

export const columns: ColumnDef<typeof features, Image>[] = COLUMN_ORDER.map((id) => ({ id }));
