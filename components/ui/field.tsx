import { ChevronDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/lib/utils/class-names";

/** 16 px on touch screens: below that iOS zooms the page when the field takes focus. */
const controlClassName =
  "w-full min-w-0 rounded-md bg-surface px-2.5 text-base text-ink shadow-[inset_0_0_0_1px_var(--color-line-strong)] transition-shadow placeholder:text-ink-faint hover:shadow-[inset_0_0_0_1px_var(--color-ink-faint)] focus-visible:outline-offset-[-1px] aria-invalid:shadow-[inset_0_0_0_1px_var(--color-negative)] sm:text-sm pointer-coarse:text-lg";

const lineClassName = "h-8 pointer-coarse:h-11";

export function Input({ className, ...rest }: ComponentProps<"input">): ReactNode {
  return <input className={classNames(controlClassName, lineClassName, className)} {...rest} />;
}

/** Several lines of text; as high as its text, within reason, where the browser can (`field-sizing`). */
export function TextArea({ className, ...rest }: ComponentProps<"textarea">): ReactNode {
  return (
    <textarea
      className={classNames(controlClassName, "field-sizing-content max-h-60 min-h-18 resize-y py-1.5", className)}
      {...rest}
    />
  );
}

/** The browser's own list that opens, with an arrow of ours. */
export function Select({ className, ...rest }: ComponentProps<"select">): ReactNode {
  return (
    <div className="relative">
      <select
        className={classNames(
          controlClassName,
          lineClassName,
          "cursor-pointer appearance-none truncate pr-8",
          className,
        )}
        {...rest}
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-faint"
      />
    </div>
  );
}

/** What is wrong with a field; the field names it in `aria-describedby` by `id`. */
export function FieldError({ id, children }: { id: string; children: ReactNode }): ReactNode {
  return (
    <p id={id} className="mt-1 text-xs text-negative">
      {children}
    </p>
  );
}
