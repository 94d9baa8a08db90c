import { once } from "node:events";
import type { Server } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { FrontDoor } from "./front-door";
import type { Traffic } from "./traffic";

export interface StopOptions {
  server: Server;
  frontDoor: FrontDoor;
  traffic: Traffic;
  /** New requests are answered for so long, so that whoever shares them out hears first that this server is not ready. */
  drainMs: number;
  /** Requests under way have so long to end. */
  graceMs: number;
  /** Connections have so long to take their last answer. */
  lastWordsMs: number;
  /** Puts away what is open by then. */
  close: () => Promise<void>;
  /** It has so long. */
  closeLimitMs: number;
  log: Logger;
}

/** How it ended: all was put away, something could not be, or something is stuck. */
export type Stopped = "stopped" | "failed" | "stuck";

/** Stops in order: word of it, no new work, an end to what is under way or its cut, then the stores. Never hangs and never rejects. */
export async function stop(options: StopOptions): Promise<Stopped> {
  const { server, frontDoor, traffic, drainMs, graceMs, lastWordsMs, close, closeLimitMs, log } = options;
  if (drainMs > 0) {
    frontDoor.leave();
    log.info({ drainMs }, "leaving: not ready any more");
    await delay(drainMs);
  }
  frontDoor.shut();
  log.info({ underWay: traffic.underWay(), graceMs }, "stopping");
  if (!(await within(traffic.ended(), graceMs))) {
    log.warn({ underWay: traffic.underWay() }, "requests under way are cut: their time is over");
    server.closeAllConnections();
    await within(traffic.ended(), lastWordsMs);
  }
  if (server.listening) {
    const closed = once(server, "close");
    server.close();
    server.closeIdleConnections();
    await within(closed, lastWordsMs);
    server.closeAllConnections();
  }
  try {
    if (await within(close(), closeLimitMs)) {
      log.info("stopped");
      return "stopped";
    }
    log.fatal({ closeLimitMs }, "the stores could not be closed in time; what was acknowledged is on the disk");
    return "stuck";
  } catch (error) {
    log.fatal({ err: error }, "the stores could not be closed; what was acknowledged is on the disk");
    return "failed";
  }
}

/** @returns whether it came to an end in time. Rejects as `work` does */
async function within(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  const timer = new AbortController();
  try {
    return await Promise.race([work.then(() => true), delay(limitMs, false, { signal: timer.signal })]);
  } finally {
    timer.abort();
  }
}
