"use client";

import { useSyncExternalStore } from "react";
import { rememberedSetting } from "@/lib/utils/remembered-setting";
import { isOptionalColumn, type OptionalColumn } from "@/components/images/list/table/columns";

export type Density = "comfortable" | "compact";

/** How one likes the list, in this browser. */
export interface ListPreferences {
  columns: ReadonlySet<OptionalColumn>;
  density: Density;
}

export const DEFAULT_PREFERENCES: ListPreferences = {
  columns: new Set(["status", "created", "size", "checksum", "id"]),
  density: "comfortable",
};

const setting = rememberedSetting({ key: "images-dashboard list", parse: parsePreferences, write: writePreferences });

export function useListPreferences(): ListPreferences {
  return useSyncExternalStore(setting.subscribe, setting.read, () => DEFAULT_PREFERENCES);
}

/** For all tabs and for later. */
export function changeListPreferences(changes: Partial<ListPreferences>): void {
  setting.set({ ...setting.read(), ...changes });
}

/** Takes what it understands of what an older or a newer version stored, and the defaults for the rest. */
export function parsePreferences(stored: string | null): ListPreferences {
  const { columns, density } = parseFields(stored);
  return {
    columns: Array.isArray(columns)
      ? new Set(columns.filter((column) => typeof column === "string").filter(isOptionalColumn))
      : DEFAULT_PREFERENCES.columns,
    density: density === "compact" ? density : DEFAULT_PREFERENCES.density,
  };
}

export function writePreferences({ columns, density }: ListPreferences): string {
  return JSON.stringify({ columns: [...columns], density });
}

function parseFields(stored: string | null): { columns?: unknown; density?: unknown } {
  if (stored === null) return {};
  try {
    const value: unknown = JSON.parse(stored);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
