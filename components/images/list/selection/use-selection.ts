"use client";

import { useCallback, useMemo, useState } from "react";
import { imageKey } from "@/components/images/list/image-key";
import type { Image } from "@/lib/contract/image";
import { NOTHING_SELECTED, selectAll, type Selection } from "./selection";

export interface ImageSelection {
  selection: Selection;
  /** Those of the selected images that there are, in the order of all; hidden ones too. */
  selected: readonly Image[];
  /** How many of them are not shown. */
  hiddenCount: number;
  change: (change: (selection: Selection) => Selection) => void;
  selectShown: () => void;
  clear: () => void;
}

/** Which images are selected. Filters hide selected ones without letting go of them; an image that is gone leaves the selection. */
export function useSelection(images: readonly Image[], shown: readonly Image[], isExact: boolean): ImageSelection {
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const { keys } = selection;
  const selected = useMemo(
    () => (keys.size === 0 ? [] : images.filter((image) => keys.has(imageKey(image)))),
    [keys, images],
  );
  const shownCount = useMemo(
    () => (keys.size === 0 ? 0 : shown.reduce((count, image) => (keys.has(imageKey(image)) ? count + 1 : count), 0)),
    [keys, shown],
  );
  // What was not read yet is not gone.
  if (isExact && keys.size > selected.length) {
    setSelection({ ...selection, keys: new Set(selected.map(imageKey)) });
  }
  return {
    selection,
    selected,
    hiddenCount: Math.max(0, selected.length - shownCount),
    change: setSelection,
    selectShown: () => setSelection((before) => selectAll(before, shown)),
    clear: useCallback(() => setSelection(NOTHING_SELECTED), []),
  };
}
