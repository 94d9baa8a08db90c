"use client";

import { useDeferredValue, useMemo } from "react";
import { useNow } from "@/components/ui/time";
import { useTimeZone } from "@/components/ui/time-zone";
import type { Image } from "@/lib/contract/image";
import { createdBounds } from "./created-filter";
import { filterImages } from "./filter-images";
import type { ListAddress } from "@/components/images/list/address/list-address";
import { searchWords } from "./search-images";
import { sortImages } from "./sort-images";

interface ShownImages {
  /** What is shown, in its order. */
  shown: readonly Image[];
  /** Of the search that this answers. */
  words: readonly string[];
}

/** Of all images those that the address asks for. They may be a moment behind the address, so that typing is never held up. */
export function useShownImages(all: readonly Image[], address: ListAddress): ShownImages {
  const now = useNow();
  const timeZone = useTimeZone();
  const images = useDeferredValue(all);
  const { q, status, created, visibility, from, sort } = useDeferredValue(address);

  const words = useMemo(() => searchWords(q), [q]);
  // Sorted first: what is typed then only leaves out.
  const sorted = useMemo(() => sortImages(images, sort), [images, sort]);
  // Only a period moves with the clock.
  const clock = created?.kind === "period" ? (now ?? 0) : 0;
  const shown = useMemo(
    () =>
      filterImages(sorted, {
        words,
        statuses: status,
        created: created === null ? null : createdBounds(created, clock, timeZone),
        visibility,
        connections: from,
      }),
    [sorted, words, status, created, clock, timeZone, visibility, from],
  );
  return { shown, words };
}
