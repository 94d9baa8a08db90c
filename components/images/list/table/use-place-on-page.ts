"use client";

import { startTransition, useEffect, useState, type RefObject } from "react";

export interface PlaceOnPage {
  /** In px. */
  width: number;
  /** Distance from the top of the page, in px. */
  top: number;
}

/** Where an element stands and how wide it is; null before it was drawn once. Follows what is above it as it comes and goes. */
export function usePlaceOnPage(element: RefObject<HTMLElement | null>): PlaceOnPage | null {
  const [place, setPlace] = useState<PlaceOnPage | null>(null);
  useEffect(() => {
    const box = element.current;
    if (box === null) return undefined;
    const observer = new ResizeObserver(() => {
      // Right after the browser's own layout this costs no other one.
      const { width, top } = box.getBoundingClientRect();
      const next = { width, top: top + window.scrollY };
      // What waits for the first one is a screen full of rows: at a transition's pace they hold nothing else up.
      startTransition(() =>
        setPlace((last) => (last !== null && last.width === next.width && last.top === next.top ? last : next)),
      );
    });
    observer.observe(box);
    // What grows above the element moves it and makes the page longer.
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return place;
}
