"use client";

import { Moon, Sun } from "lucide-react";
import type { ReactNode } from "react";
import { MenuButton } from "@/components/ui/menu-button";
import { onDemand } from "@/components/ui/on-demand";
import { layoutText } from "@/lib/text/layout-text";

const ThemeChoices = onDemand(async () => (await import("./theme-choices")).ThemeChoices);

export function ThemeMenu(): ReactNode {
  return (
    <MenuButton label={layoutText.theme.menu} menu={ThemeChoices}>
      {/* Which one is shown is decided by CSS, so that the server need not know the theme. */}
      <Sun aria-hidden className="dark:hidden" />
      <Moon aria-hidden className="hidden dark:block" />
    </MenuButton>
  );
}
