"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import type { ReactNode } from "react";
import { AnchoredMenu } from "@/components/ui/anchored-menu";
import { MenuChoices } from "@/components/ui/menu";
import type { MenuPlace } from "@/components/ui/menu-button";
import { layoutText } from "@/lib/text/layout-text";

const choices = [
  { value: "system", label: layoutText.theme.system, icon: Monitor },
  { value: "light", label: layoutText.theme.light, icon: Sun },
  { value: "dark", label: layoutText.theme.dark, icon: Moon },
] as const;

/** The theme menu while it is open. */
export function ThemeChoices(place: MenuPlace): ReactNode {
  const { theme = "system", setTheme } = useTheme();
  return (
    <AnchoredMenu {...place}>
      <MenuChoices value={theme} choices={choices} onChange={setTheme} />
    </AnchoredMenu>
  );
}
