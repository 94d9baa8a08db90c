"use client";

import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import { imageKey, indexOfKey } from "@/components/images/list/image-key";
import type { Image } from "@/lib/contract/image";
import { useKeptFocus } from "@/components/images/list/selection/use-kept-focus";

export interface RowCursor {
  /** The row that Tab reaches, and that the arrow keys start from. */
  index: number;
  /** Gives a row the focus and brings it into sight. */
  focusRow: (index: number) => void;
  /** To be told when the focus enters a row by itself. */
  onRowFocus: (index: number) => void;
  /** Whether the row has yet to be given the focus. */
  isWantedRef: RefObject<boolean>;
}

/** One row of the table takes part in the order of Tab. It goes with its image when the order changes. */
export function useRowCursor(images: readonly Image[]): RowCursor {
  const [cursor, setCursor] = useState<{ key: string | null; index: number }>({ key: null, index: 0 });
  const isWantedRef = useRef(false);
  const index = useMemo(() => placeOf(images, cursor), [images, cursor]);
  const place = (next: number) => setCursor({ key: keyAt(images, next), index: next });
  return {
    index,
    isWantedRef,
    focusRow: (next) => {
      isWantedRef.current = true;
      place(next);
    },
    onRowFocus: (next) => {
      if (next !== index || cursor.key === null) place(next);
    },
  };
}

/** Gives the focus to the cursor's row: when that is asked for, and when the row that had it is gone. */
export function useRowFocus(
  table: RefObject<HTMLTableElement | null>,
  { index, isWantedRef }: RowCursor,
  scrollToRow: (index: number) => void,
): void {
  useLayoutEffect(() => {
    if (!isWantedRef.current) return;
    isWantedRef.current = false;
    rowAt(table.current, index)?.focus({ preventScroll: true });
    scrollToRow(index);
  });

  useKeptFocus(table, () => rowAt(table.current, index));
}

function keyAt(images: readonly Image[], index: number): string | null {
  const image = images[index];
  return image === undefined ? null : imageKey(image);
}

function placeOf(images: readonly Image[], { key, index }: { key: string | null; index: number }): number {
  if (key === null || keyAt(images, index) === key) return Math.min(index, Math.max(images.length - 1, 0));
  const found = indexOfKey(images, key);
  return found === -1 ? Math.min(index, Math.max(images.length - 1, 0)) : found;
}

function rowAt(table: HTMLTableElement | null, index: number): HTMLElement | null {
  return table?.querySelector<HTMLElement>(`tr[data-index="${index}"]`) ?? null;
}
