/** The page's own work comes first, but not for ever, in ms. */
const LONGEST_WAIT_MS = 2_000;

/** Calls back once the browser has nothing better to do; returns the undoing. */
export function whenIdle(callback: () => void): () => void {
  // Safari has no requestIdleCallback, whatever the type says.
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(callback, 0);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(callback, { timeout: LONGEST_WAIT_MS });
  return () => cancelIdleCallback(handle);
}
