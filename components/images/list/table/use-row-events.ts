"use client";

import type { FocusEvent, KeyboardEvent, MouseEvent } from "react";
import { imageKey } from "@/components/images/list/image-key";
import type { Image } from "@/lib/contract/image";
import { rowAfterKey } from "./row-keys";
import {
  NOTHING_SELECTED,
  selectAll,
  selectRange,
  toggleImage,
  type Selection,
} from "@/components/images/list/selection/selection";
import type { RowCursor } from "./use-row-cursor";

interface RowEventsOptions {
  images: readonly Image[];
  selection: Selection;
  onSelection: (change: (selection: Selection) => Selection) => void;
  /** The key of the image whose details are open. */
  openImage: string | null;
  onOpen: (image: Image | null) => void;
  cursor: RowCursor;
  pageRows: number;
}

interface RowAt {
  index: number;
  image: Image;
  element: Element;
}

/** What hands do in the table, as handlers of the whole of it: a row needs none of its own. */
export function useRowEvents(options: RowEventsOptions) {
  const { images, selection, onSelection, openImage, onOpen, cursor, pageRows } = options;

  const rowOf = (target: EventTarget): RowAt | null => {
    const element = target instanceof Element ? target.closest("tr[data-index]") : null;
    const index = Number(element?.getAttribute("data-index") ?? Number.NaN);
    const image = images[index];
    return element === null || image === undefined ? null : { index, image, element };
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const row = rowOf(event.target);
    if (event.key === "Escape" && (openImage !== null || selection.keys.size > 0)) {
      event.preventDefault();
      if (openImage !== null) onOpen(null);
      else onSelection(() => NOTHING_SELECTED);
      return;
    }
    if (row === null) return;
    if (event.key === "a" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSelection((before) => selectAll(before, images));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = rowAfterKey(event.key, row.index, images.length, pageRows);
    if (next !== null) {
      event.preventDefault();
      const nextImage = images[next];
      if (event.shiftKey && nextImage !== undefined) {
        onSelection((before) => {
          const begun = before.anchor === null ? { ...before, anchor: imageKey(row.image) } : before;
          return selectRange(begun, images, imageKey(nextImage));
        });
      }
      cursor.focusRow(next);
      return;
    }
    // What stands in the row has its own Space and Enter.
    if (event.target !== row.element) return;
    if (event.key === " ") {
      event.preventDefault();
      onSelection((before) => pick(before, images, imageKey(row.image), event.shiftKey));
    } else if (event.key === "Enter") {
      event.preventDefault();
      onOpen(row.image);
    }
  };

  const onClick = (event: MouseEvent) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    const row = rowOf(event.target);
    if (row === null) return;
    if (event.target instanceof HTMLInputElement) {
      onSelection((before) => pick(before, images, imageKey(row.image), event.shiftKey));
      return;
    }
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.target.closest("a[data-opens-details]") !== null) {
      // Any other click on a link is the browser's: it opens the full page in a tab or a window.
      if (!isPlain) return;
      event.preventDefault();
      onOpen(row.image);
    } else if (event.shiftKey && event.target.closest("button, label") === null) {
      onSelection((before) => selectRange(before, images, imageKey(row.image)));
    }
  };

  const onFocus = (event: FocusEvent) => {
    const row = rowOf(event.target);
    if (row !== null) cursor.onRowFocus(row.index);
  };

  return { onKeyDown, onClick, onMouseDown, onFocus };
}

function onMouseDown(event: MouseEvent): void {
  // A range of rows is meant, not of text.
  if (event.shiftKey && event.target instanceof Element && event.target.closest("a") === null) event.preventDefault();
}

function pick(selection: Selection, images: readonly Image[], key: string, isRange: boolean): Selection {
  return isRange ? selectRange(selection, images, key) : toggleImage(selection, key);
}
