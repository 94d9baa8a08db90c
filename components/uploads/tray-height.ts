/**
 * Tells the page how much of its end the tray covers, in CSS pixels, as `--tray-height`; returns the undoing.
 * The page leaves that much room, so that its last row can be scrolled clear of the tray.
 */
export function publishTrayHeight(tray: HTMLElement): () => void {
  const root = document.documentElement;
  const observer = new ResizeObserver(() => {
    const height = Math.ceil(window.innerHeight - tray.getBoundingClientRect().top);
    root.style.setProperty("--tray-height", `${height}px`);
  });
  observer.observe(tray);
  return () => {
    observer.disconnect();
    root.style.removeProperty("--tray-height");
  };
}
