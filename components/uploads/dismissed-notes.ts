"use client";

import { useSyncExternalStore } from "react";

/** The notes that were read in this tab, by their sentences: whoever waved one away sees it again only after a reload. */
let dismissed: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function dismissNotes(sentences: readonly string[]): void {
  dismissed = new Set([...dismissed, ...sentences]);
  for (const notify of listeners) notify();
}

/** Those of the sentences that nobody has waved away yet. */
export function useUnreadNotes(sentences: readonly string[]): string[] {
  const read = useSyncExternalStore(
    subscribe,
    () => dismissed,
    () => dismissed,
  );
  return sentences.filter((sentence) => !read.has(sentence));
}
