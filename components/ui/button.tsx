import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { classNames } from "@/lib/utils/class-names";
import { Spinner } from "./spinner";
import { tooltip } from "./tooltip";

const looks = {
  primary:
    "bg-accent text-accent-ink shadow-control hover:bg-accent-hover aria-disabled:bg-sunken aria-disabled:text-ink-faint aria-disabled:shadow-[inset_0_0_0_1px_var(--color-line)]",
  secondary:
    "bg-raised text-ink shadow-[inset_0_0_0_1px_var(--color-line-strong),0_1px_1px_var(--color-shade)] hover:bg-hover aria-disabled:bg-sunken aria-disabled:text-ink-faint aria-disabled:shadow-[inset_0_0_0_1px_var(--color-line)]",
  quiet: "text-ink-muted hover:bg-hover hover:text-ink data-[state=open]:bg-hover data-[state=open]:text-ink",
  danger: "bg-negative-fill text-white shadow-control hover:bg-negative-fill-hover aria-disabled:opacity-60",
} as const;

/** Shared with links that look like buttons. */
export function buttonClassName(look: keyof typeof looks = "secondary", size: "small" | "medium" = "medium"): string {
  return classNames(
    "inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors",
    "touch-target aria-disabled:cursor-not-allowed [&_svg]:size-4 [&_svg]:shrink-0",
    size === "small" ? "h-7 px-2 text-xs pointer-coarse:h-9" : "h-8 px-3 text-sm pointer-coarse:h-11",
    looks[look],
  );
}

interface ButtonProps extends Omit<ComponentProps<"button">, "disabled"> {
  look?: keyof typeof looks;
  size?: "small" | "medium";
  /** Shows that its work is under way; it does not act again meanwhile. */
  busy?: boolean;
  /** Why it cannot be used now: it stays in the tab order, so that the reason can be read. */
  disabledReason?: string | undefined;
}

/** A button with words. Disabled is said with a reason (`disabledReason`) rather than silently. */
export function Button({
  look = "secondary",
  size = "medium",
  busy = false,
  disabledReason,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps): ReactNode {
  const blocked = busy || disabledReason !== undefined;
  const handleClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      {...(disabledReason === undefined ? {} : tooltip(disabledReason, "bottom"))}
      className={classNames(buttonClassName(look, size), className)}
      onClick={handleClick}
      {...rest}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}
