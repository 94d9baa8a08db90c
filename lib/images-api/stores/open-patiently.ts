import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { mayPass, reasonOf } from "./reason";
import { StoreError } from "./store-error";

/** Where everything starts at once, an engine may need most of a minute, for instance to recover after a power cut. */
const PATIENCE_MS = 60_000;

/** Between two attempts, in milliseconds. */
const RETRY_MS = 1_000;

interface Patience {
  store: "database" | "bucket";
  patienceMs: number | undefined;
  log: Logger;
}

/**
 * Opens a store on the network, and waits a while for one that does not answer yet.
 * @throws StoreError at once for what waiting does not mend, such as a wrong password
 */
export async function openPatiently<Result>(
  { store, patienceMs = PATIENCE_MS, log }: Patience,
  open: () => Promise<Result>,
): Promise<Result> {
  const deadline = performance.now() + patienceMs;
  for (let attempt = 1; ; attempt++) {
    try {
      const opened = await open();
      if (attempt > 1) log.info({ store }, "the store answers");
      return opened;
    } catch (error) {
      const reason = reasonOf(error);
      if (!mayPass(error) || performance.now() + RETRY_MS > deadline) {
        throw new StoreError({ store }, reason, { cause: error });
      }
      if (attempt === 1) log.warn({ store, reason, patienceMs }, "the store does not answer yet; waiting for it");
    }
    await delay(RETRY_MS);
  }
}
