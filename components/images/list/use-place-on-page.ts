"use client";

import { startTransition, useLayoutEffect, useState, type RefObject } from "react";

export interface PlaceOnPage {
  /** In px. */
  width: number;
  /** Distance from the top of the page, in px. */
  top: number;
}

/** Where an element stands and how wide it is; null before it was drawn once. Follows what is above it as it comes and goes. */
export function usePlaceOnPage(element: RefObject<HTMLElement | null>): PlaceOnPage | null {
  const [place, setPlace] = useState<PlaceOnPage | null>(null);
  useLayoutEffect(() => {
    const box = element.current;
    if (box === null) return undefined;
    const measure = () => {
      const { width, top } = box.getBoundingClientRect();
      const next = { width, top: top + window.scrollY };
      setPlace((last) => (last !== null && last.width === next.width && last.top === next.top ? last : next));
    };
    // What waits for this is a screen full of rows: at a transition's pace they hold nothing else up.
    startTransition(measure);
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    // What grows above the element moves it and makes the page longer.
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return place;
}
