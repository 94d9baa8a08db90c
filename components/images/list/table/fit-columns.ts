import { COLUMN_ORDER, type ColumnId, type OptionalColumn } from "./columns";

/** Widths in px, padding included. The name takes what is left. */
const WIDTHS = {
  select: 40,
  provider: 152,
  status: 192,
  created: 116,
  size: 96,
  system: 136,
  regions: 160,
  tags: 160,
  visibility: 104,
  checksum: 160,
  id: 160,
  actions: 48,
} as const;

/** What a name needs at least: 36 characters or so, as names have that tell system, version, processor and build. */
const MIN_NAME_WIDTH = 272;

/** An id of 21 monospaced characters with its button. */
const WHOLE_ID_WIDTH = 212;

/** A name that has so much does not miss what the id takes. */
const AMPLE_NAME_WIDTH = 320;

/** As wide as a fingertip (WCAG 2.5.5): cards are for phones. */
const FINGER_WIDTH = 44;

/** Below this a table would hold little more than names: an image becomes a card. */
const MIN_TABLE_WIDTH = 600;

/** What can be missed goes first where room is scarce. All of it stands in the details. */
const DROP_ORDER: readonly OptionalColumn[] = [
  "checksum",
  "id",
  "tags",
  "regions",
  "system",
  "visibility",
  "size",
  "created",
];

type WideColumn = OptionalColumn | "provider";

export interface ColumnFit {
  isCards: boolean;
  /** In px; null for the one that takes the rest. Columns that are not in it are not shown. */
  widths: ReadonlyMap<ColumnId, number | null>;
}

/** Which of the chosen columns fit into a width, and how wide they are. @param hasProvider whether the provider is to be told */
export function fitColumns(width: number, chosen: ReadonlySet<OptionalColumn>, hasProvider = false): ColumnFit {
  if (width < MIN_TABLE_WIDTH) {
    return {
      isCards: true,
      widths: new Map([
        ["select", FINGER_WIDTH],
        ["card", null],
        ["actions", FINGER_WIDTH],
      ]),
    };
  }
  const shown = new Set<WideColumn>(hasProvider ? [...chosen, "provider"] : chosen);
  for (const column of DROP_ORDER) {
    if (nameWidth(width, shown) >= MIN_NAME_WIDTH) break;
    shown.delete(column);
  }
  const isIdWhole = nameWidth(width, shown) - (WHOLE_ID_WIDTH - WIDTHS.id) >= AMPLE_NAME_WIDTH;
  const widths = new Map<ColumnId, number | null>();
  for (const column of COLUMN_ORDER) {
    if (column === "card") continue;
    if (column === "name") widths.set(column, null);
    else if (column === "select" || column === "actions") widths.set(column, WIDTHS[column]);
    else if (shown.has(column)) widths.set(column, column === "id" && isIdWhole ? WHOLE_ID_WIDTH : WIDTHS[column]);
  }
  return { isCards: false, widths };
}

function nameWidth(width: number, shown: ReadonlySet<WideColumn>): number {
  return [...shown].reduce((rest, column) => rest - WIDTHS[column], width - WIDTHS.select - WIDTHS.actions);
}
