"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { listText } from "@/lib/text/list-text";
import { classNames } from "@/lib/utils/class-names";
import type { ColumnId } from "./columns";
import { HEAD_HEIGHT } from "./row-height";
import { nextSort, SORT_KEYS, type ListSort } from "@/components/images/list/filters/sort-images";

interface TableHeadProps {
  columns: readonly ColumnId[];
  isCards: boolean;
  sort: ListSort;
  onSort: (sort: ListSort) => void;
  share: "none" | "some" | "all";
  onSelectAll: (selected: boolean) => void;
  /** Where it stays while the page scrolls, in px from the top of the window. */
  top: number;
}

/** Names of the columns, which sort by them. Cards have no columns to look at: there it is for assistive technology alone. */
export function TableHead({ columns, isCards, sort, onSort, share, onSelectAll, top }: TableHeadProps): ReactNode {
  return (
    <thead className={isCards ? "sr-only" : "sticky z-10"} style={isCards ? undefined : { top }}>
      <tr
        aria-rowindex={1}
        style={{ height: HEAD_HEIGHT }}
        className="bg-sunken text-xs text-ink-muted shadow-[inset_0_-1px_var(--color-line)]"
      >
        {columns.map((column) => {
          if (column === "select" && !isCards) {
            return (
              <th key={column} scope="col" className="relative p-0 first:rounded-tl-lg">
                <SelectAll share={share} onSelectAll={onSelectAll} />
              </th>
            );
          }
          const key = SORT_KEYS.find((candidate) => candidate === column);
          if (key === undefined) {
            return (
              <th key={column} scope="col" className="last:rounded-tr-lg">
                <span className="sr-only">{listText.columns[column]}</span>
              </th>
            );
          }
          const isSorted = sort.key === key;
          const Arrow = sort.descending ? ArrowDown : ArrowUp;
          return (
            <th
              key={column}
              scope="col"
              aria-sort={isSorted ? (sort.descending ? "descending" : "ascending") : undefined}
              className={classNames("px-1 font-medium", column === "checksum" && "pl-3")}
            >
              <button
                type="button"
                onClick={() => onSort(nextSort(sort, key))}
                className={classNames(
                  "group/sort flex h-7 w-full items-center gap-1 rounded-md px-2 hover:bg-hover hover:text-ink",
                  column === "size" && "flex-row-reverse",
                  isSorted && "text-ink",
                )}
              >
                {listText.columns[column]}
                <Arrow
                  aria-hidden
                  className={classNames(
                    "size-3.5 shrink-0",
                    !isSorted && "opacity-0 group-hover/sort:opacity-40 group-focus-visible/sort:opacity-40",
                  )}
                />
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function SelectAll({ share, onSelectAll }: Pick<TableHeadProps, "share" | "onSelectAll">): ReactNode {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = share === "some";
  }, [share]);
  return (
    <label className="absolute inset-0 flex cursor-pointer items-center justify-center">
      <input
        ref={box}
        type="checkbox"
        aria-label={listText.row.selectAll}
        checked={share === "all"}
        onChange={(event) => onSelectAll(event.currentTarget.checked)}
        className="size-4 cursor-pointer accent-accent"
      />
    </label>
  );
}
