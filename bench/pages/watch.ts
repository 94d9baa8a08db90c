import "./page-seen";

// Runs in the dashboard's pages before any script of theirs. It looks and changes nothing.

const seen: typeof globalThis.benchSeen = { pressedAt: null, chosenAt: null, longTasks: [] };
globalThis.benchSeen = seen;

document.addEventListener(
  "click",
  ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button !== null && button.textContent === "Start upload") {
      seen.pressedAt = performance.now();
    }
  },
  { capture: true },
);

document.addEventListener(
  "change",
  ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === "file") seen.chosenAt = performance.now();
  },
  { capture: true },
);

new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) {
    seen.longTasks.push({ start: startTime, milliseconds: duration });
  }
}).observe({ type: "longtask", buffered: true });
