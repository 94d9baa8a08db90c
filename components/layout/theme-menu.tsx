"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuChoices } from "@/components/ui/menu";

const choices = [
  { value: "system", label: "System", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
] as const;

export function ThemeMenu(): ReactNode {
  const { theme = "system", setTheme } = useTheme();
  return (
    <Menu
      trigger={
        <IconButton label="Theme" tooltip={null}>
          {/* Which one is shown is decided by CSS, so that the server need not know the theme. */}
          <Sun aria-hidden className="dark:hidden" />
          <Moon aria-hidden className="hidden dark:block" />
        </IconButton>
      }
    >
      <MenuChoices value={theme} choices={choices} onChange={setTheme} />
    </Menu>
  );
}
