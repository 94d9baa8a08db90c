import "./list-seen";
import { watchFrames } from "./watch-frames";
import { watchPerformance } from "./watch-performance";

// Runs in the list page before any script of its own. It looks and changes nothing.

const seen: typeof globalThis.listSeen = {
  firstRowsAt: null,
  allRowsAt: null,
  keys: [],
  events: [],
  tasks: [],
  slowFrames: [],
};
globalThis.listSeen = seen;
globalThis.watchFrames = watchFrames;
watchPerformance(seen);

/** Calls back when the frame that shows the present state was painted. */
function afterPaint(callback: (now: number) => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => callback(performance.now()), { once: true });
    port1.start();
    port2.postMessage(null);
  });
}

function total(): string {
  return document.querySelector("output")?.textContent ?? "";
}

/** The total says how many images there are, and that it is not only so far. */
function isExact(text: string): boolean {
  return (
    !text.includes("so far") &&
    text
      .replaceAll(/[^\d ]/g, "")
      .split(" ")
      .includes(String(imagesExpected))
  );
}

new MutationObserver((_records, observer) => {
  if (seen.firstRowsAt === null && document.querySelector('[aria-label^="Actions for "]') !== null) {
    seen.firstRowsAt = performance.now();
    afterPaint((now) => {
      seen.firstRowsAt = now;
    });
  }
  if (seen.firstRowsAt === null || !isExact(total())) return;
  observer.disconnect();
  afterPaint((now) => {
    seen.allRowsAt = now;
  });
}).observe(document, { subtree: true, childList: true, characterData: true });

document.addEventListener(
  "keydown",
  ({ target, timeStamp }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== "search") return;
    seen.keys.push({ pressedAt: timeStamp, totalBefore: total(), paintedAt: null });
    if (seen.keys.length === 1) watchTotal();
  },
  { capture: true },
);

/** Notes when a key press has changed the total. */
function watchTotal(): void {
  new MutationObserver(() => {
    const press = seen.keys.at(-1);
    if (press === undefined || press.paintedAt !== null || total() === press.totalBefore) return;
    press.paintedAt = Number.POSITIVE_INFINITY;
    afterPaint((now) => {
      press.paintedAt = now;
    });
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
