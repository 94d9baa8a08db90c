"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useTheme } from "next-themes";
import { useEffect, type ReactNode } from "react";
import { toast as sonner, Toaster as Sonner } from "sonner";
import { uiText } from "@/lib/text/ui-text";
import { toastQueue } from "./toast";

/** Toasts: away from the upload tray, which has the other corner; on a phone above it. */
export function ToastView(): ReactNode {
  const { resolvedTheme } = useTheme();
  // Runs after the effects of what is inside: it listens by then.
  useEffect(() => toastQueue.attach(sonner), []);
  return (
    <Sonner
      containerAriaLabel={uiText.notifications}
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-left"
      mobileOffset={{ bottom: "calc(var(--tray-height, 0px) + 16px)" }}
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-positive" />,
        warning: <TriangleAlert aria-hidden className="size-4 text-warning" />,
        error: <CircleAlert aria-hidden className="size-4 text-negative" />,
      }}
      toastOptions={{
        closeButtonAriaLabel: uiText.close,
        classNames: {
          // A modal dialog takes the presses of everything beside it; what is told above it can still be put away.
          toast:
            "data-[visible=true]:pointer-events-auto items-start! rounded-lg! border-0! bg-raised! p-3! font-sans! text-sm! text-ink! shadow-dialog!",
          title: "pr-6 font-medium! leading-5!",
          description: "text-ink-muted!",
          icon: "mt-0.5!",
          // As secondary buttons look; clear of the cross where there is one.
          actionButton:
            "h-7! self-center rounded-md! bg-raised! px-2.5! text-xs! text-ink! shadow-[inset_0_0_0_1px_var(--color-line-strong)]! hover:bg-hover! [[data-sonner-toast]:has([data-close-button])_&]:mr-7!",
          // Beside the words instead of on the corner.
          closeButton:
            "top-2! right-2! left-auto! transform-none! border-0! bg-transparent! text-ink-muted! hover:bg-hover!",
        },
      }}
    />
  );
}
