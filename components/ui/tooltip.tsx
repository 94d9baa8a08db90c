"use client";

import { Tooltip as Primitive } from "radix-ui";
import type { ReactNode } from "react";

/** Milliseconds of resting on something before its tooltip shows. */
const OPEN_DELAY_MS = 300;

export function TooltipProvider({ children }: { children: ReactNode }): ReactNode {
  return <Primitive.Provider delayDuration={OPEN_DELAY_MS}>{children}</Primitive.Provider>;
}

interface TooltipProps {
  text: ReactNode;
  /** One element that can take focus and a ref. */
  children: ReactNode;
  side?: "top" | "bottom" | "left" | "right";
}

/** A sentence about its child, on hover and on focus; assistive technology reads it as the child's description. */
export function Tooltip({ text, children, side = "top" }: TooltipProps): ReactNode {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="enter-fade z-60 max-w-64 rounded-md bg-ink px-2 py-1 text-xs text-canvas shadow-popover"
        >
          {text}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
