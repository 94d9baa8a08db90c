export type Side = "top" | "bottom" | "left" | "right";

interface Box {
  top: number;
  left: number;
  width: number;
  height: number;
}

/** Pixels between an element and its tooltip. */
const GAP_PX = 6;
/** Pixels that stay free at the edges of the window. */
const MARGIN_PX = 8;

const OPPOSITE: Record<Side, Side> = { top: "bottom", bottom: "top", left: "right", right: "left" };

/**
 * Where a tooltip goes, in pixels of the window: on the wanted side of its element, on the other one where there is no room,
 * and never over the window's edge.
 */
export function placeTooltip(
  trigger: Box,
  size: { width: number; height: number },
  window: { width: number; height: number },
  side: Side,
): { top: number; left: number } {
  const wanted = placeAt(trigger, size, side);
  const { top, left } = fits(wanted, size, window, side) ? wanted : placeAt(trigger, size, OPPOSITE[side]);
  return {
    top: clamp(top, window.height - size.height - MARGIN_PX),
    left: clamp(left, window.width - size.width - MARGIN_PX),
  };
}

function placeAt(trigger: Box, size: { width: number; height: number }, side: Side): { top: number; left: number } {
  const middleTop = trigger.top + (trigger.height - size.height) / 2;
  const middleLeft = trigger.left + (trigger.width - size.width) / 2;
  switch (side) {
    case "top":
      return { top: trigger.top - size.height - GAP_PX, left: middleLeft };
    case "bottom":
      return { top: trigger.top + trigger.height + GAP_PX, left: middleLeft };
    case "left":
      return { top: middleTop, left: trigger.left - size.width - GAP_PX };
    case "right":
      return { top: middleTop, left: trigger.left + trigger.width + GAP_PX };
    default:
      return side satisfies never;
  }
}

function fits(
  place: { top: number; left: number },
  size: { width: number; height: number },
  window: { width: number; height: number },
  side: Side,
): boolean {
  if (side === "top" || side === "bottom") {
    return place.top >= MARGIN_PX && place.top + size.height <= window.height - MARGIN_PX;
  }
  return place.left >= MARGIN_PX && place.left + size.width <= window.width - MARGIN_PX;
}

function clamp(value: number, most: number): number {
  return Math.round(Math.max(MARGIN_PX, Math.min(value, most)));
}
