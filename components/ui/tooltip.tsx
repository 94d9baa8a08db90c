import { cloneElement, type ReactElement, type ReactNode } from "react";
import type { Side } from "./tooltip-place";

/** What an element carries whose tooltip the page's one `TooltipLayer` shows. */
export interface TooltipAttributes {
  "data-tooltip": string;
  "data-tooltip-side": Side;
}

/** For an element that is drawn often, as in a row: `<time {...tooltip(text)}>`. */
export function tooltip(text: string, side: Side = "top"): TooltipAttributes {
  return { "data-tooltip": text, "data-tooltip-side": side };
}

interface TooltipProps {
  text: string;
  /** One element that hands attributes on to what it draws. */
  children: ReactElement<Partial<TooltipAttributes>>;
  side?: Side;
}

/** A sentence about its child, on hover and on focus; assistive technology reads it as the child's description. */
export function Tooltip({ text, children, side = "top" }: TooltipProps): ReactNode {
  return cloneElement(children, tooltip(text, side));
}
