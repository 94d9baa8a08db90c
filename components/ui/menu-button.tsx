"use client";

import { useRef, useState, type ComponentType, type ReactNode } from "react";
import { IconButton } from "./icon-button";

/** Where a menu stands, for `AnchoredMenu`. */
export interface MenuPlace {
  anchor: HTMLButtonElement;
  label: string;
  isByKeyboard: boolean;
  onClose: () => void;
}

interface MenuButtonProps {
  /** Its accessible name, and the menu's. */
  label: string;
  /** Drawn while it is open; made by `onDemand`, so that its code comes when a hand is near the button. */
  menu: ComponentType<MenuPlace> & { preload: () => void };
  /** An icon. */
  children: ReactNode;
}

/** A button that opens a menu whose code is not there before. */
export function MenuButton({ label, menu: Menu, children }: MenuButtonProps): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<Pick<MenuPlace, "anchor" | "isByKeyboard"> | null>(null);
  const isOpen = place !== null;
  const open = (anchor: HTMLButtonElement, isByKeyboard: boolean) => setPlace({ anchor, isByKeyboard });
  return (
    <>
      <IconButton
        ref={button}
        label={label}
        tooltip={null}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        data-state={isOpen ? "open" : "closed"}
        onPointerEnter={Menu.preload}
        onFocus={Menu.preload}
        onClick={({ currentTarget, detail }) => {
          if (isOpen) setPlace(null);
          // A key's click counts no presses.
          else open(currentTarget, detail === 0);
        }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || isOpen) return;
          event.preventDefault();
          open(event.currentTarget, true);
        }}
      >
        {children}
      </IconButton>
      {isOpen && <Menu {...place} label={label} onClose={() => setPlace(null)} />}
    </>
  );
}
