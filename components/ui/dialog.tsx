"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "@/lib/utils/class-names";
import { IconButton } from "./icon-button";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** A sentence under the title that belongs to the dialog's description. */
  description?: ReactNode;
  children: ReactNode;
  /** Buttons, the one that acts last. */
  footer: ReactNode;
  width?: "narrow" | "wide";
  /** Says where the focus goes when it closes, for a dialog whose opener is gone by then, such as a menu's item. */
  returnFocus?: () => void;
  className?: string;
}

/** A modal dialog: focus stays inside, Escape and the cross close it, focus returns to what opened it. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  width = "narrow",
  returnFocus,
  className,
}: DialogProps): ReactNode {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="enter-fade fixed inset-0 z-40 bg-scrim" />
        <Primitive.Content
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          onCloseAutoFocus={(event) => {
            if (returnFocus === undefined) return;
            event.preventDefault();
            returnFocus();
          }}
          className={classNames(
            "enter fixed inset-x-0 bottom-0 z-50 flex max-h-[calc(100dvh-1rem)] flex-col rounded-t-xl bg-raised shadow-dialog outline-none",
            "sm:inset-x-auto sm:top-[max(1rem,12dvh)] sm:bottom-auto sm:left-1/2 sm:max-h-[calc(88dvh-1rem)] sm:w-[calc(100vw-2rem)] sm:-translate-x-1/2 sm:rounded-xl",
            width === "narrow" ? "sm:max-w-108" : "sm:max-w-160",
            className,
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-3 has-[+:empty]:pb-4">
            <div className="min-w-0 flex-1">
              <Primitive.Title className="text-lg font-semibold wrap-anywhere">{title}</Primitive.Title>
              {description !== undefined && (
                <Primitive.Description className="mt-1 text-sm text-ink-muted">{description}</Primitive.Description>
              )}
            </div>
            <Primitive.Close asChild>
              <IconButton label="Close" tooltip={null} className="-mr-2">
                <X aria-hidden />
              </IconButton>
            </Primitive.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-4 empty:hidden">{children}</div>
          <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">
            {footer}
          </footer>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
