"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useTheme } from "next-themes";
import type { ReactNode } from "react";
import { Toaster as Sonner } from "sonner";

/** Where toasts appear: away from the upload tray, which has the other corner; on a phone above it. */
export function Toaster(): ReactNode {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-left"
      mobileOffset={{ bottom: "calc(var(--tray-height, 0px) + 16px)" }}
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-positive" />,
        warning: <TriangleAlert aria-hidden className="size-4 text-warning" />,
        error: <CircleAlert aria-hidden className="size-4 text-negative" />,
      }}
      toastOptions={{
        classNames: {
          toast:
            "[--toast-close-button-end:8px]! [--toast-close-button-start:unset]! [--toast-close-button-transform:none]! rounded-lg! border-0! bg-raised! p-3! font-sans! text-sm! text-ink! shadow-dialog!",
          title: "font-medium! leading-5!",
          description: "text-ink-muted!",
          closeButton: "top-2! border-0! bg-transparent! text-ink-muted! hover:bg-hover!",
        },
      }}
    />
  );
}
