"use client";

import { useEffect, useRef, type RefObject } from "react";

/**
 * For what stands where the button was that asked for it: the focus that went with the button goes here. The element needs a
 * `tabIndex` of -1.
 */
export function useTakeLostFocus<T extends HTMLElement>(isWanted = true): RefObject<T | null> {
  const element = useRef<T>(null);

  useEffect(() => {
    if (isWanted && document.activeElement === document.body) element.current?.focus();
  }, [isWanted]);

  return element;
}
