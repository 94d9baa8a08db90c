import type { ReactNode } from "react";
import { commandsText } from "@/lib/text/commands-text";
import { Keys } from "./keys";

const hints = [
  { keys: "enter", does: commandsText.palette.open },
  { keys: "mod+enter", does: commandsText.palette.fullPage },
  { keys: "escape", does: commandsText.palette.close },
] as const;

/** How many were found, and what the keys do here. */
export function PaletteHints({ summary }: { summary: string }): ReactNode {
  return (
    <footer className="flex min-h-10 shrink-0 items-center gap-4 border-t border-line px-4 text-xs text-ink-muted">
      <output className="mr-auto min-w-0 truncate tabular-nums">{summary}</output>
      {hints.map(({ keys, does }) => (
        <span key={keys} className="flex shrink-0 items-center gap-1.5 max-sm:hidden pointer-coarse:hidden">
          <Keys keys={keys} />
          {does}
        </span>
      ))}
    </footer>
  );
}
