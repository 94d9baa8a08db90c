import type pino from "pino";
import { markDamagedImages } from "@/lib/images-api/check/mark-damaged";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import type { ObjectStore } from "@/lib/images-api/objects/types";
import { type ClockGuard, createClockGuard } from "./clock-guard";
import { reconcile } from "./reconcile";

/** Between two rounds, in milliseconds. Limits are counted in days, so an hour is soon enough. */
const INTERVAL_MS = 60 * 60 * 1000;

const DAY_MS = 24 * 60 * 60 * 1000;

export interface Upkeep {
  /** One round. `now`: epoch milliseconds. Rejects when a store cannot be read; the next round goes on from there. */
  runOnce(now: number): Promise<void>;
  /** Starts no more rounds and waits for the one under way. */
  close(): Promise<void>;
}

export interface UpkeepOptions {
  metadata: MetadataStore;
  objects: ObjectStore;
  /** An upload without activity for this long, in milliseconds, is given up. */
  staleUploadMs: number;
  /** A deleted image's bytes are kept for this long, in milliseconds. */
  retainDeletedMs: number;
  /** Entries of the audit trail are kept for this long, in milliseconds. */
  retainAuditMs: number;
  log: pino.Logger;
}

/** Runs a round at once and then every hour. The first one also marks completed images whose bytes are gone. */
export function startUpkeep(options: UpkeepOptions): Upkeep {
  const { metadata, log } = options;
  const closing = new AbortController();
  let last: Promise<void> = Promise.resolve();
  let guard: ClockGuard | null = null;

  /** One round at a time: a second waits for the first. */
  function enqueue(round: () => Promise<void>): Promise<void> {
    const done = last.then(round);
    last = done.catch(() => undefined);
    return done;
  }

  const runOnce = (now: number): Promise<void> => enqueue(() => runRound(options, now, closing.signal));

  /** What goes by age waits while the clock is in doubt. */
  async function runByClock(): Promise<void> {
    const now = Date.now();
    guard ??= createClockGuard({ now, elapsed: () => performance.now(), newest: await metadata.newestInstant(), log });
    await (guard(now) ? runRound(options, now, closing.signal) : reconcile(options, closing.signal));
  }

  function runLogged(): void {
    enqueue(runByClock).catch((error: unknown) => log.error({ err: error }, "upkeep failed, will be tried again"));
  }

  const timer = setInterval(runLogged, INTERVAL_MS);
  timer.unref();
  runLogged();
  last = last
    .then(() => markDamagedImages(options, closing.signal))
    .catch((error: unknown) => log.error({ err: error }, "completed images could not be compared with their bytes"));

  return {
    runOnce,
    async close() {
      clearInterval(timer);
      closing.abort();
      await last;
    },
  };
}

async function runRound(options: UpkeepOptions, now: number, signal: AbortSignal): Promise<void> {
  await giveUpStale(options, now);
  await letBytesGo(options, now);
  await letEntriesGo(options, now);
  await reconcile(options, signal);
}

async function giveUpStale({ metadata, staleUploadMs, log }: UpkeepOptions, now: number) {
  const reason = `No part arrived for ${describeDays(staleUploadMs)}, so the upload was given up and its parts were removed.`;
  const imageIds = await metadata.failStale(now - staleUploadMs, reason, now);
  for (const imageId of imageIds) log.info({ imageId }, "stale upload given up");
}

/** Decided here and done by what follows, which also does what a crash or an error left undone. */
async function letBytesGo({ metadata, retainDeletedMs, log }: UpkeepOptions, now: number) {
  const imageIds = await metadata.claimRemovable(now - retainDeletedMs, now);
  for (const imageId of imageIds) log.info({ imageId }, "bytes are no longer kept");
}

async function letEntriesGo({ metadata, retainAuditMs, log }: UpkeepOptions, now: number) {
  const count = await metadata.removeAuditBefore(now - retainAuditMs);
  if (count > 0) log.info({ count }, "old entries of the audit trail removed");
}

function describeDays(milliseconds: number): string {
  const days = Math.round((milliseconds / DAY_MS) * 10) / 10;
  return days === 1 ? "1 day" : `${days} days`;
}
