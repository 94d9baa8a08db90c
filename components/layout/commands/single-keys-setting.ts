"use client";

import { useSyncExternalStore } from "react";

const KEY = "images-dashboard single keys";
const OFF = "off";

const listeners = new Set<() => void>();
/** Null until it was read. */
let areOn: boolean | null = null;

/**
 * Whether keys work without Ctrl or ⌘. People who dictate, or whose hand slips, turn them off (WCAG 2.1.4); the browser
 * remembers it.
 */
export function areSingleKeysOn(): boolean {
  areOn ??= readSetting();
  return areOn;
}

export function turnSingleKeys(on: boolean): void {
  areOn = on;
  try {
    if (on) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, OFF);
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
  for (const notify of listeners) notify();
}

export function useSingleKeysOn(): boolean {
  return useSyncExternalStore(subscribe, areSingleKeysOn, () => true);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readSetting(): boolean {
  try {
    return localStorage.getItem(KEY) !== OFF;
  } catch {
    return true;
  }
}
