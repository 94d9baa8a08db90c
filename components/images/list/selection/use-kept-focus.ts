"use client";

import { useEffect, useRef, type RefObject } from "react";

/**
 * For what takes elements away that can have the focus: it goes with them, and nobody is told. Then `successor` gets it, where
 * the page stands. Who left the place by themselves is let go.
 */
export function useKeptFocus(place: RefObject<HTMLElement | null>, successor: () => HTMLElement | null): void {
  const focused = useRef<Element>(null);

  useEffect(() => {
    const element = place.current;
    const remember = ({ target }: FocusEvent) => {
      focused.current = target instanceof Element ? target : null;
    };
    element?.addEventListener("focusin", remember);
    return () => element?.removeEventListener("focusin", remember);
  }, [place]);

  useEffect(() => {
    const isGone = focused.current?.isConnected === false;
    if (document.activeElement !== focused.current) focused.current = null;
    if (isGone && document.activeElement === document.body) successor()?.focus({ preventScroll: true });
  });
}
