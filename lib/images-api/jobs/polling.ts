import type { Logger } from "pino";

/** Asks again and again. */
export interface Polling {
  /** Asks at once, or once more after what is being asked now. */
  wake(): void;
  /** Asks no more, and waits for what is being asked. */
  close(): Promise<void>;
}

interface PollingOptions {
  /** On average, in milliseconds. Servers that started together drift apart. */
  everyMs: number;
  /** Begins what the log says when it fails, once, and when it works again. */
  what: string;
  log: Logger;
}

/** Calls `ask` at once, and then again and again, never beside itself. */
export function startPolling({ everyMs, what, log }: PollingOptions, ask: () => Promise<void>): Polling {
  let timer: NodeJS.Timeout | undefined;
  let asking: Promise<void> | null = null;
  let isWanted = false;
  let isClosed = false;
  let hasFailed = false;

  async function askOnce(): Promise<void> {
    try {
      await ask();
      if (hasFailed) log.info(`${what} works again`);
      hasFailed = false;
    } catch (error) {
      if (!hasFailed && !isClosed) log.error({ err: error }, `${what} failed, will be tried again`);
      hasFailed = true;
    }
  }

  function run(): void {
    clearTimeout(timer);
    isWanted = false;
    asking = askOnce().finally(() => {
      asking = null;
      if (isClosed) return;
      if (isWanted) return run();
      timer = setTimeout(run, everyMs * (0.5 + Math.random()));
      timer.unref();
    });
  }

  run();
  return {
    wake() {
      if (isClosed) return;
      if (asking === null) run();
      else isWanted = true;
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await asking;
    },
  };
}
