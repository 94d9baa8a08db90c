import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/lib/utils/class-names";
import { Tooltip } from "./tooltip";

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label" | "disabled"> {
  /** Its accessible name. */
  label: string;
  /** Shown on hover and focus; the label where nothing shorter is given. Null for none. */
  tooltip?: string | null;
  children: ReactNode;
}

/** A square button that holds an icon. */
export function IconButton({ label, tooltip = label, className, children, ...rest }: IconButtonProps): ReactNode {
  const button = (
    <button
      type="button"
      aria-label={label}
      className={classNames(
        "inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-faint transition-colors",
        "hover:bg-hover hover:text-ink data-[state=open]:bg-hover data-[state=open]:text-ink pointer-coarse:size-9 [&_svg]:size-4",
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
  return tooltip === null ? button : <Tooltip text={tooltip}>{button}</Tooltip>;
}
