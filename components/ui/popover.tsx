"use client";

import { ChevronDown } from "lucide-react";
import { useId, useRef, useState, type ReactNode, type ToggleEvent } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button";
import { classNames } from "@/lib/utils/class-names";

/** In px. */
const WIDTH = 256;

/** Kept free beside the window's edges and the button, in px. */
const ROOM = 8;

interface PopoverProps {
  /** Its accessible name. */
  label: string;
  /** What the button says. */
  button: ReactNode;
  /** Whether the button says that something is chosen. */
  isActive?: boolean;
  /** When a hand is near the button. */
  onPrepare?: () => void;
  children: ReactNode;
}

/** A button with a small window below it. The browser closes that on Escape and on a click elsewhere, and gives the focus back. */
export function Popover({ label, button, isActive = false, onPrepare, children }: PopoverProps): ReactNode {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<{ top: number; left: number } | null>(null);

  const onBeforeToggle = (event: ToggleEvent) => {
    const box = opener.current?.getBoundingClientRect();
    if (event.newState === "closed" || box === undefined) return;
    const windowWidth = document.documentElement.clientWidth;
    // Below the button from its left edge, or, where the window ends before, from its right one.
    const wanted = box.left + WIDTH + ROOM <= windowWidth ? box.left : box.right - WIDTH;
    const left = Math.min(Math.max(ROOM, wanted), windowWidth - WIDTH - ROOM);
    // It is shown right after this, and must be in its place by then.
    flushSync(() => setPlace({ top: box.bottom + window.scrollY + ROOM / 2, left: left + window.scrollX }));
  };

  return (
    <>
      <Button
        ref={opener}
        popoverTarget={id}
        aria-expanded={place !== null}
        onPointerEnter={onPrepare}
        onFocus={onPrepare}
        className={classNames(
          "pr-2",
          isActive && "bg-accent-soft text-accent-text shadow-[inset_0_0_0_1px_var(--color-accent)]",
        )}
      >
        {button}
        <ChevronDown aria-hidden className="text-ink-faint" />
      </Button>
      <dialog
        id={id}
        popover="auto"
        aria-label={label}
        onBeforeToggle={onBeforeToggle}
        onToggle={(event) => event.newState === "closed" && setPlace(null)}
        style={{ ...place, width: WIDTH }}
        className="absolute inset-auto z-30 max-h-[70dvh] overflow-y-auto rounded-lg bg-raised p-1 text-sm text-ink shadow-popover open:animate-[enter-fade_120ms_ease-out]"
      >
        {place !== null && children}
      </dialog>
    </>
  );
}
