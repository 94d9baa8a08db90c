"use client";

import { DropdownMenu as Primitive } from "radix-ui";
import { useImperativeHandle, useRef, type ReactNode, type Ref } from "react";

interface AnchoredMenuProps {
  /** The button it stands at and gives the focus back to. */
  anchor: HTMLButtonElement;
  /** Its accessible name. */
  label: string;
  /** A key opened it: the first item has the focus. */
  isByKeyboard: boolean;
  /** Which of the button's edges it begins at. */
  align?: "start" | "end";
  onClose: () => void;
  children: ReactNode;
}

/** A menu that is open at a button which knows nothing of it: one menu serves many buttons. Its items are those of `Menu`. */
export function AnchoredMenu({
  anchor,
  label,
  isByKeyboard,
  align = "end",
  onClose,
  children,
}: AnchoredMenuProps): ReactNode {
  const isEntered = useRef(false);
  /** Another place on the page was pressed. */
  const isLeft = useRef(false);
  return (
    <Primitive.Root
      open
      modal={false}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Primitive.Trigger asChild>
        <Stand at={anchor} />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          aria-labelledby={undefined}
          className="enter z-30 max-w-72 min-w-52 rounded-lg bg-raised p-1 shadow-popover"
          onFocus={({ target, currentTarget }) => {
            // The menu may not have been there when the key went down, so it cannot know by itself.
            if (!isByKeyboard || isEntered.current || target !== currentTarget) return;
            isEntered.current = true;
            currentTarget.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
          }}
          onInteractOutside={(event) => {
            // The button closes it with its click; closed here, that click would open it again.
            if (event.target instanceof Node && anchor.contains(event.target)) event.preventDefault();
            else isLeft.current = true;
          }}
          onCloseAutoFocus={(event) => {
            // Radix would look for its own trigger, which is gone with the menu.
            event.preventDefault();
            // Neither from what was pressed instead, nor from a dialog that an item opened.
            if (isLeft.current || document.querySelector("[role=dialog]:focus-within") !== null) return;
            (anchor.isConnected ? anchor : document.querySelector("main"))?.focus();
          }}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Draws nothing: it hands a button that is there already to whoever asks where this element is. */
function Stand({ at, ref }: { at: HTMLButtonElement; ref?: Ref<HTMLButtonElement> }): ReactNode {
  useImperativeHandle(ref, () => at, [at]);
  return null;
}
