"use client";

import { useSyncExternalStore } from "react";
import { rememberedSetting } from "@/lib/utils/remembered-setting";
import { isTimeZone } from "@/lib/utils/time-zone";

const setting = rememberedSetting<string | null>({
  key: "images-dashboard time zone",
  parse: (stored) => (stored !== null && isTimeZone(stored) ? stored : null),
  // No time zone has this name, so that it is read as none.
  write: (timeZone) => timeZone ?? "local",
});

/** The time zone (IANA name) in which absolute times are shown; null for the reader's own. */
export function useTimeZone(): string | null {
  return useSyncExternalStore(setting.subscribe, setting.read, () => null);
}

/** Chooses it for all tabs and for later. */
export function setTimeZone(timeZone: string | null): void {
  setting.set(timeZone);
}
