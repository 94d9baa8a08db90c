"use client";

import { useMemo } from "react";
import type { Image } from "@/lib/contract/image";
import type { Density } from "@/components/images/list/view/list-preferences";
import { HEAD_HEIGHT, rowHeight } from "./row-height";
import { rowEdges, rowsInSight, rowsToDraw, shiftToShow, type Stretch } from "./row-places";
import { useWindowView } from "./use-window-view";

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

/** Which rows of the table are in sight of the window. Their heights are known, so nothing is measured. */
export function useVirtualRows(options: VirtualRowsOptions): VirtualRows {
  const { images, density, isCards, tableTop, headTop, keptRow } = options;
  const headHeight = isCards ? 0 : HEAD_HEIGHT;
  const rowsTop = tableTop + headHeight;
  const edges = useMemo(
    () => rowEdges(images.map((image) => rowHeight(image, density, isCards))),
    [images, density, isCards],
  );
  const edge = (index: number) => rowsTop + (edges[index] ?? 0);
  const inSight = (view: Stretch) => rowsInSight(edges, rowsTop, view);
  const view = useWindowView((one, other) => {
    const [before, after] = [inSight(one), inSight(other)];
    return before.first === after.first && before.last === after.last;
  });

  const range = inSight(view);
  const rows = rowsToDraw(range, images.length, OVERSCAN, keptRow);
  return {
    drawn: rows.map((index, place) => ({
      index,
      height: edge(index + 1) - edge(index),
      gapBefore: edge(index) - edge((rows[place - 1] ?? -1) + 1),
    })),
    gapAfter: edge(images.length) - edge((rows.at(-1) ?? -1) + 1),
    pageRows: Math.max(1, range.last - range.first - 2),
    scrollToRow: (index) => {
      const clear = {
        top: window.scrollY + headTop + headHeight + ROOM,
        bottom: window.scrollY + window.innerHeight - ROOM,
      };
      const shift = shiftToShow({ top: edge(index), bottom: edge(index + 1) }, clear);
      if (shift !== 0) window.scrollBy(0, shift);
    },
  };
}
