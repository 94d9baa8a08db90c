import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/lib/utils/class-names";
import { tooltip as tooltipAttributes } from "./tooltip";

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label" | "disabled"> {
  /** Its accessible name. */
  label: string;
  /** Shown on hover and focus; the label where nothing shorter is given. Null for none. */
  tooltip?: string | null;
  children: ReactNode;
}

/** A square button that holds an icon. */
export function IconButton({ label, tooltip = label, className, children, ...rest }: IconButtonProps): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      {...(tooltip === null ? {} : tooltipAttributes(tooltip))}
      className={classNames(
        "touch-target inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-faint transition-colors",
        "hover:bg-hover hover:text-ink data-[state=open]:bg-hover data-[state=open]:text-ink pointer-coarse:size-9 [&_svg]:size-4",
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}
