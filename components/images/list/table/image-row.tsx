"use client";

import { memo, type ReactNode } from "react";
import { classNames } from "@/lib/utils/class-names";
import type { ColumnId } from "./columns";
import { ImageCell, type ImageCellProps } from "./image-cells";

interface ImageRowProps extends ImageCellProps {
  columns: readonly ColumnId[];
  /** Among the images that are shown, from 0. */
  index: number;
  /** In px. */
  height: number;
  /** Whether its details are open. */
  isOpen: boolean;
}

const CELL_CLASSES: Partial<Record<ColumnId, string>> = {
  select: "relative p-0",
  card: "relative px-0",
  size: "text-right text-ink-muted",
  created: "text-ink-muted",
  provider: "text-ink-muted",
  system: "text-ink-muted",
  regions: "text-ink-muted",
  tags: "text-ink-muted",
  visibility: "text-ink-muted",
  checksum: "pl-5",
  actions: "pr-2 pl-0 text-right pointer-coarse:pr-1",
};

/** One image. Draws nothing anew while nothing of it changes, however the list scrolls. */
export const ImageRow = memo(function ImageRow({ columns, index, height, isOpen, ...cell }: ImageRowProps): ReactNode {
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={cell.isSelected}
      aria-current={isOpen || undefined}
      tabIndex={cell.tabIndex}
      style={{ height }}
      className={classNames(
        // Below the last row the table's own edge is line enough.
        "group outline-offset-[-2px] last:*:border-transparent hover:bg-hover/60",
        cell.isSelected && "bg-accent-soft/60 hover:bg-accent-soft",
        isOpen && "bg-hover shadow-[inset_2px_0_var(--color-accent)]",
      )}
    >
      {columns.map((column) => (
        <td key={column} className={classNames("overflow-hidden border-b border-line px-3", CELL_CLASSES[column])}>
          <ImageCell column={column} {...cell} />
        </td>
      ))}
    </tr>
  );
});
