/**
 * Gives the focus back when something that held it closes. Leaves a focus alone that somebody has placed meanwhile. Where the
 * wanted place is gone, the page's content takes it.
 */
export function moveFocus(wanted: Element | null): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  const isUsable = wanted instanceof HTMLElement && wanted.isConnected && wanted !== document.body;
  (isUsable ? wanted : document.querySelector("main"))?.focus();
}
