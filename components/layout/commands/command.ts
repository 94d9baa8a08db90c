import type { LucideIcon } from "lucide-react";

/** In the order in which the palette and the list of keys show them. */
export const COMMAND_SECTIONS = ["images", "uploads", "pages", "display", "account"] as const;

export type CommandSection = (typeof COMMAND_SECTIONS)[number];

/** Something a person can do on the page that is open: by the palette, and by keys where it has some. */
export interface Command {
  /** Names it once among all commands of a page. */
  id: string;
  title: string;
  section: CommandSection;
  /** As in `strokeOf`: "u", "/", "?", "mod+k", or strokes one after the other: "g i". */
  keys?: string;
  icon?: LucideIcon;
  /** Why it cannot be done now. It stays in the palette, with the reason. */
  disabledReason?: string | undefined;
  run: () => void;
}
