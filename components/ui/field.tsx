import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/lib/utils/class-names";

/** 16 px on touch screens: below that iOS zooms the page when the field takes focus. */
const inputClassName =
  "h-8 w-full min-w-0 rounded-md bg-surface px-2.5 text-base text-ink shadow-[inset_0_0_0_1px_var(--color-line-strong)] transition-shadow placeholder:text-ink-faint hover:shadow-[inset_0_0_0_1px_var(--color-ink-faint)] focus-visible:outline-offset-[-1px] aria-invalid:shadow-[inset_0_0_0_1px_var(--color-negative)] sm:text-sm pointer-coarse:h-10 pointer-coarse:text-lg";

export function Input({ className, ...rest }: ComponentProps<"input">): ReactNode {
  return <input className={classNames(inputClassName, className)} {...rest} />;
}

/** What is wrong with a field; the field names it in `aria-describedby` by `id`. */
export function FieldError({ id, children }: { id: string; children: ReactNode }): ReactNode {
  return (
    <p id={id} className="mt-1 text-xs text-negative">
      {children}
    </p>
  );
}
