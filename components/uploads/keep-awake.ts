/** What is used of `navigator.wakeLock` (https://w3c.github.io/screen-wake-lock/). */
export interface WakeLockApi {
  request(type: "screen"): Promise<{ release(): Promise<void> }>;
}

/** What is used of `document`. */
export type VisiblePage = Pick<Document, "addEventListener" | "removeEventListener" | "visibilityState">;

/**
 * Keeps the screen from sleeping until the returned function is called. The browser takes the lock away whenever the page
 * is hidden, so it is asked for again each time the page is seen.
 */
export function keepAwake(api: WakeLockApi, page: VisiblePage): () => void {
  let release: (() => void) | undefined;
  let isOver = false;

  const acquire = async () => {
    if (isOver || page.visibilityState !== "visible") return;
    try {
      const lock = await api.request("screen");
      const letGo = () => void lock.release().catch(() => undefined);
      if (isOver) letGo();
      else release = letGo;
    } catch {
      // Refused, as on a low battery: the upload goes on all the same, and after a sleep too.
    }
  };
  const onVisibilityChange = () => void acquire();

  page.addEventListener("visibilitychange", onVisibilityChange);
  void acquire();
  return () => {
    isOver = true;
    page.removeEventListener("visibilitychange", onVisibilityChange);
    release?.();
  };
}
