import { requestNothing } from "@/lib/client/request";
import { renewingSession } from "@/lib/client/session-lock";
import { KeepAlive } from "./keep-alive";
import { lastAsked } from "./last-asked";

/** Whoever signs in or out meanwhile waits for the answer, so not for long, in ms. */
const ANSWER_TIMEOUT_MS = 10_000;

/** How often to look whether uploads run, in ms. */
const LONGEST_LOOK_MS = 60_000;

/**
 * What somebody does at a page. A move of the pointer is enough: whoever reads moves it, too. Assistive technology may click without a
 * pointer. The focus tells nothing: the page moves it by itself, as when what had it was deleted elsewhere.
 */
const ACTIVITY = ["pointerdown", "pointermove", "keydown", "wheel", "click"] as const;

/**
 * Keeps the sign-ins of this browser alive while somebody uses this page or it uploads.
 * @returns ends it
 */
export function startKeepAlive({ idleMs, isUploading }: { idleMs: number; isUploading: () => boolean }): () => void {
  const keepAlive = new KeepAlive({ idleMs, lastAsked, ask: () => renewingSession(askServer) });
  const events = new AbortController();
  const { signal } = events;

  const note = (): void => keepAlive.note();
  for (const name of ACTIVITY) window.addEventListener(name, note, { passive: true, capture: true, signal });
  document.addEventListener("visibilitychange", noteIfVisible, { signal });
  const look = setInterval(() => isUploading() && keepAlive.note(), Math.min(idleMs / 10, LONGEST_LOOK_MS));
  // Somebody opened the page.
  noteIfVisible();

  function noteIfVisible(): void {
    if (document.visibilityState === "visible") keepAlive.note();
  }

  return () => {
    events.abort();
    clearInterval(look);
    keepAlive.stop();
  };
}

function askServer(): Promise<void> {
  const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  return requestNothing("/api/session/keep-alive", { method: "POST", signal });
}
