"use client";

import { Gauge } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuChoices, MenuLabel } from "@/components/ui/menu";
import { trayText as text } from "@/lib/text/tray-text";
import { SPEED_LIMITS, speedLimitText } from "./speed-limits";

interface SpeedLimitMenuProps {
  /** Bytes per second, null for no limit. */
  limit: number | null;
  onChange: (limit: number | null) => void;
}

/** How much of the line uploads may take, so that others have room. Changeable at any moment. */
export function SpeedLimitMenu({ limit, onChange }: SpeedLimitMenuProps): ReactNode {
  const choices = [null, ...SPEED_LIMITS].map((value) => ({ value: String(value), label: speedLimitText(value) }));
  return (
    <Menu
      trigger={
        <IconButton
          label={limit === null ? text.speedLimit : text.speedLimitOf(speedLimitText(limit))}
          tooltip={limit === null ? text.speedLimit : null}
          {...(limit === null
            ? {}
            : { className: "w-auto gap-1 px-1.5 text-xs text-accent-text tabular-nums pointer-coarse:w-auto" })}
        >
          <Gauge aria-hidden />
          {limit !== null && speedLimitText(limit)}
        </IconButton>
      }
    >
      <MenuLabel>{text.speedLimit}</MenuLabel>
      <MenuChoices
        value={String(limit)}
        choices={choices}
        onChange={(value) => onChange(SPEED_LIMITS.find((choice) => String(choice) === value) ?? null)}
      />
    </Menu>
  );
}
