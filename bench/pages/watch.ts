import "./page-seen";

// Runs in the dashboard's pages before any script of theirs. It looks and changes nothing.

const seen: typeof globalThis.benchSeen = { pressedAt: null, longTasks: [] };
globalThis.benchSeen = seen;

document.addEventListener(
  "click",
  ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button !== null && /^(Start upload|Resume)/.test(button.ariaLabel ?? button.textContent)) {
      seen.pressedAt = performance.now();
    }
  },
  { capture: true },
);

new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) {
    seen.longTasks.push({ start: startTime, milliseconds: duration });
  }
}).observe({ type: "longtask", buffered: true });
