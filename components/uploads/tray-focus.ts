export const TRAY_HEADING_ID = "upload-tray-heading";

/** The tray's heading, where the focus goes when what it was on in the tray, or on the way there, is gone. */
export function trayHeading(): HTMLElement | null {
  return document.getElementById(TRAY_HEADING_ID);
}

/**
 * Keeps the keyboard's place when the button it is on disappears: in its row, or the tray's bar, while there is one, else
 * at the tray's heading, else at the page's content. Returns the undoing.
 */
export function keepTrayFocus(tray: HTMLElement): () => void {
  let last: { element: Element; row: Element | null } | null = null;
  const remember = ({ target }: FocusEvent) => {
    if (target instanceof Element) last = { element: target, row: target.closest("li, header") };
  };
  const restore = () => {
    if (last === null || last.element.isConnected) return;
    const { row } = last;
    last = null;
    if (document.activeElement !== document.body) return;
    const sibling = row?.isConnected === true ? row.querySelector("button") : null;
    (sibling ?? trayHeading() ?? document.querySelector("main"))?.focus();
  };
  const observer = new MutationObserver(restore);
  observer.observe(tray, { childList: true, subtree: true });
  tray.addEventListener("focusin", remember);
  return () => {
    observer.disconnect();
    tray.removeEventListener("focusin", remember);
    // The tray itself is about to go, with the last of its rows.
    queueMicrotask(restore);
  };
}
