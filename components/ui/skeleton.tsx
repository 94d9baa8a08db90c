import type { ReactNode } from "react";
import { classNames } from "@/lib/utils/class-names";

/** The shape of a text that is not here yet; `className` gives its width. */
export function Skeleton({ className }: { className?: string }): ReactNode {
  return <span aria-hidden className={classNames("breathe block h-3 rounded-sm bg-hover", className)} />;
}
