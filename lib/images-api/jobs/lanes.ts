/** Runs tasks a few at a time, oldest first. */
export interface Lanes {
  /**
   * Waits for a place, then runs `task` and gives its result. Rejects with the signal's reason when it is aborted while it waits;
   * a task that runs watches the signal itself.
   */
  run<Result>(isLarge: boolean, signal: AbortSignal, task: () => Promise<Result>): Promise<Result>;
}

interface Waiting {
  isLarge: boolean;
  start: () => void;
}

/** At most `total` tasks at once, and at most `large` large ones among them, so that small ones always get through. */
export function createLanes(limits: { total: number; large: number }): Lanes {
  const waiting: Waiting[] = [];
  let running = 0;
  let runningLarge = 0;

  function startWhatMay(): void {
    while (running < limits.total) {
      const index = waiting.findIndex((task) => !task.isLarge || runningLarge < limits.large);
      const [next] = index < 0 ? [] : waiting.splice(index, 1);
      if (next === undefined) return;
      running += 1;
      if (next.isLarge) runningLarge += 1;
      next.start();
    }
  }

  function waitForPlace(isLarge: boolean, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        waiting.splice(waiting.indexOf(entry), 1);
        reject(signal.reason);
      };
      const entry: Waiting = {
        isLarge,
        start() {
          signal.removeEventListener("abort", giveUp);
          resolve();
        },
      };
      signal.addEventListener("abort", giveUp, { once: true });
      waiting.push(entry);
      startWhatMay();
    });
  }

  return {
    async run(isLarge, signal, task) {
      signal.throwIfAborted();
      await waitForPlace(isLarge, signal);
      try {
        return await task();
      } finally {
        running -= 1;
        if (isLarge) runningLarge -= 1;
        startWhatMay();
      }
    },
  };
}
