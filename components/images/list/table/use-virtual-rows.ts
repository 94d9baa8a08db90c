"use client";

import { defaultRangeExtractor, useWindowVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useLayoutEffect } from "react";
import type { Image } from "@/lib/contract/image";
import type { Density } from "@/components/images/list/view/list-preferences";
import { HEAD_HEIGHT, rowHeight } from "./row-height";

/** Rows drawn beyond either edge of the window, for the time until a frame is drawn. */
const OVERSCAN = 4;

/** Kept free around a row that is brought into sight, in px. */
const ROOM = 12;

interface VirtualRowsOptions {
  images: readonly Image[];
  density: Density;
  isCards: boolean;
  /** From the top of the page, in px. */
  tableTop: number;
  /** Of the table's head while the page is scrolled, from the top of the window, in px. */
  headTop: number;
  /** A row that is drawn wherever it is: what has the focus must not go. */
  keptRow: number;
}

interface DrawnRow {
  index: number;
  height: number;
  /** Room of rows that are not drawn before this one, in px. */
  gapBefore: number;
}

interface VirtualRows {
  drawn: readonly DrawnRow[];
  /** Room of rows that are not drawn after the last one, in px. */
  gapAfter: number;
  /** How many rows the window shows, about. */
  pageRows: number;
  scrollToRow: (index: number) => void;
}

/** Which rows of the table are in sight of the window. */
export function useVirtualRows(options: VirtualRowsOptions): VirtualRows {
  const { images, density, isCards, tableTop, headTop, keptRow } = options;
  // A new function tells the virtualizer to work out all heights anew. Rows are not measured, so nothing is kept under their keys: a
  // number costs nothing, where a text for each of ten thousand would be felt at every key press.
  const keyOf = useCallback((index: number) => (index < images.length ? index : -1), [images]);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (keptRow >= range.count || indexes.includes(keptRow)) return indexes;
      return [...indexes, keptRow].toSorted((a, b) => a - b);
    },
    [keptRow],
  );
  const headHeight = isCards ? 0 : HEAD_HEIGHT;
  const virtualizer = useWindowVirtualizer({
    count: images.length,
    estimateSize: (index) => {
      const image = images[index];
      return image === undefined ? 0 : rowHeight(image, density, isCards);
    },
    getItemKey: keyOf,
    rangeExtractor,
    overscan: OVERSCAN,
    // Known without measuring, so that the first rows are drawn at once and not in haste right after.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    scrollMargin: tableTop + headHeight,
    scrollPaddingStart: headTop + headHeight + ROOM,
    scrollPaddingEnd: ROOM,
  });

  // These change heights as well, and are drawn only after the new ones are known.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, density, isCards]);

  let drawnTo = tableTop + headHeight;
  const drawn = virtualizer.getVirtualItems().map(({ index, start, size, end }) => {
    const gapBefore = start - drawnTo;
    drawnTo = end;
    return { index, height: size, gapBefore };
  });
  return {
    drawn,
    gapAfter: Math.max(0, tableTop + headHeight + virtualizer.getTotalSize() - drawnTo),
    pageRows: Math.max(1, (virtualizer.range?.endIndex ?? 0) - (virtualizer.range?.startIndex ?? 0) - 2),
    scrollToRow: (index) => virtualizer.scrollToIndex(index),
  };
}
