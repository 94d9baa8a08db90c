import { Info, X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";

interface QuietNoteProps {
  sentences: readonly string[];
  /** The accessible name of its cross. */
  dismissLabel: string;
  onDismiss: () => void;
}

/** Something that is good to know and holds nobody up. */
export function QuietNote({ sentences, dismissLabel, onDismiss }: QuietNoteProps): ReactNode {
  return (
    <div className="flex gap-2 rounded-lg bg-sunken py-2 pr-1.5 pl-3 text-xs text-ink-muted shadow-[inset_0_0_0_1px_var(--color-line)]">
      <Info aria-hidden className="mt-px size-3.5 shrink-0 text-ink-faint" />
      <div className="min-w-0 flex-1 space-y-1 wrap-anywhere">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <IconButton
        label={dismissLabel}
        tooltip={null}
        onClick={onDismiss}
        className="-my-1 size-6 pointer-coarse:size-8 [&_svg]:size-3.5"
      >
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
