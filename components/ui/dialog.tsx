"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { useRef, type ReactNode } from "react";
import { uiText } from "@/lib/text/ui-text";
import { classNames } from "@/lib/utils/class-names";
import { IconButton } from "./icon-button";
import { moveFocus } from "./move-focus";
import { stayForToasts } from "./stay-for-toasts";

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
  /** False while it has to stay open: then it has no cross. What else would close it still asks `onOpenChange`. */
  hasCross?: boolean;
  /** Says where the focus goes when it closes, if not to its opener: one that is gone by then, such as a menu's item. */
  returnFocus?: (opener: Element | null) => HTMLElement | null;
  className?: string;
}

/**
 * A modal dialog: focus stays inside, Escape and the cross close it, focus returns to what opened it.
 * It begins at what carries `data-initial-focus`, for the cross, which is first, is seldom what one came for.
 */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  width = "narrow",
  hasCross = true,
  returnFocus,
  className,
}: DialogProps): ReactNode {
  const opener = useRef<Element>(null);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="enter-fade fixed inset-0 z-50 bg-scrim" />
        <Primitive.Content
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement;
            const first = event.target instanceof Element && event.target.querySelector("[data-initial-focus]");
            if (!(first instanceof HTMLElement)) return;
            event.preventDefault();
            first.focus();
          }}
          onCloseAutoFocus={(event) => {
            // Radix knows an opener only where it draws it.
            event.preventDefault();
            moveFocus(returnFocus?.(opener.current) ?? opener.current);
          }}
          onInteractOutside={stayForToasts}
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
            {hasCross && (
              <Primitive.Close asChild>
                <IconButton label={uiText.close} tooltip={null} className="-my-0.5 -mr-2 pointer-coarse:-my-1.5">
                  <X aria-hidden />
                </IconButton>
              </Primitive.Close>
            )}
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
