"use client";

import { useEffect, useRef, type RefObject } from "react";

/** Moves the focus to the footer's `data-initial-focus` when a dialog's phase changes: the button that had it is gone by then. */
export function useFooterFocus(phase: string): RefObject<HTMLDivElement | null> {
  const footer = useRef<HTMLDivElement>(null);
  const shown = useRef(phase);
  useEffect(() => {
    if (shown.current === phase) return;
    shown.current = phase;
    footer.current?.querySelector<HTMLElement>("[data-initial-focus]")?.focus();
  }, [phase]);
  return footer;
}
