"use client";

import { useSyncExternalStore } from "react";

/** Tailwind's `lg`: from here on the list and a panel fit side by side. */
const WIDE = "(min-width: 64rem)";

function subscribe(listener: () => void): () => void {
  const query = matchMedia(WIDE);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether details stand beside the list. The server draws them there; where they do not fit, CSS hides them until the page knows. */
export function useHasRoomBeside(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(WIDE).matches,
    () => true,
  );
}
