"use client";

import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { commandsText } from "@/lib/text/commands-text";
import { Keys } from "./keys";

interface PaletteButtonProps {
  /** A hand is near. */
  onPrepare: () => void;
  onOpen: () => void;
}

/** Looks like the field that it opens; on a phone like the other buttons of the bar. */
export function PaletteButton({ onPrepare, onOpen }: PaletteButtonProps): ReactNode {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onPointerEnter={onPrepare}
      onFocus={onPrepare}
      onClick={onOpen}
      className="touch-target flex h-7 w-64 min-w-0 items-center gap-2 rounded-md bg-sunken px-2 text-ink-muted shadow-[inset_0_0_0_1px_var(--color-line)] transition-colors hover:bg-hover hover:text-ink max-lg:w-48 max-md:w-7 max-md:justify-center max-md:bg-transparent max-md:px-0 max-md:shadow-none pointer-coarse:h-9 pointer-coarse:max-md:w-9"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 truncate text-xs max-md:sr-only">{commandsText.palette.button}</span>
      <Keys keys="mod+k" className="-mr-1 ml-auto max-lg:hidden pointer-coarse:hidden" />
    </button>
  );
}
