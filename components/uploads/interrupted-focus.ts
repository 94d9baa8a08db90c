export const INTERRUPTED_HEADING_ID = "interrupted-uploads-heading";

/** The heading of the list of interrupted uploads, where the focus goes when its row is gone. */
export function interruptedHeading(): HTMLElement | null {
  return document.getElementById(INTERRUPTED_HEADING_ID);
}
