import type pino from "pino";
import { markDamagedImages } from "@/lib/images-api/check/mark-damaged";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import type { ObjectStore } from "@/lib/images-api/objects/types";
import { type ClockGuard, createClockGuard } from "./clock-guard";
import { type Lease, LEASE } from "./lease";
import { startPolling } from "./polling";
import { reconcile } from "./reconcile";
import { doRound } from "./rounds";

/** Between two rounds, in milliseconds. Limits are counted in days, so an hour is soon enough. */
const ROUND_EVERY_MS = 60 * 60 * 1000;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Each server asks so often, in milliseconds, whether a round is due: so long it waits after an error, or a dead server's. */
const ASK_EVERY_MS = 5 * 60 * 1000;

export interface Upkeep {
  /** One round, whoever did the last one. `now`: epoch milliseconds. Rejects when a store cannot be read; the next round goes on from there. */
  runOnce(now: number): Promise<void>;
  /** Starts no more rounds and waits for the one under way. */
  close(): Promise<void>;
}

export interface UpkeepOptions {
  metadata: MetadataStore;
  objects: ObjectStore;
  /** Where the bytes are. A disk is one server's, and may be another one after each start; a bucket is shared by all. */
  place?: "disk" | "bucket";
  /** An upload without activity for this long, in milliseconds, is given up. */
  staleUploadMs: number;
  /** A deleted image's bytes are kept for this long, in milliseconds. */
  retainDeletedMs: number;
  /** Entries of the audit trail are kept for this long, in milliseconds. */
  retainAuditMs: number;
  lease?: Lease;
  log: pino.Logger;
}

/**
 * Runs a round at once and then every hour, and compares completed images with their bytes: those of a disk at each start, those of a
 * bucket once a day. One server does it for all.
 */
export function startUpkeep(options: UpkeepOptions): Upkeep {
  const { metadata, place = "disk", lease = LEASE, log } = options;
  const closing = new AbortController();
  const context = { claims: metadata.claims, lease, closing: closing.signal, log };
  /** On a disk the first ones are due whenever the last ones were. */
  const isDue = { upkeep: place === "disk", damage: place === "disk" };
  let last: Promise<void> = Promise.resolve();
  let guard: ClockGuard | null = null;

  /** One round at a time: a second waits for the first. */
  function enqueue(round: () => Promise<void>): Promise<void> {
    const done = last.then(round);
    last = done.catch(() => undefined);
    return done;
  }

  /** What goes by age waits while the clock is in doubt. */
  async function runByClock(signal: AbortSignal): Promise<void> {
    await (guard?.(Date.now()) === true ? runRound(options, Date.now(), signal) : reconcile(options, signal));
  }

  async function ask(): Promise<void> {
    // Begun with the process, whoever does the rounds: it is this machine's clock.
    guard ??= createClockGuard({
      now: Date.now(),
      elapsed: () => performance.now(),
      newest: await metadata.newestInstant(),
      log,
    });
    const everyMs = isDue.upkeep ? 0 : ROUND_EVERY_MS;
    if (await doRound(context, { name: "upkeep", everyMs, work: runByClock })) isDue.upkeep = false;
  }

  async function askForDamage(): Promise<void> {
    if (place === "disk" && !isDue.damage) return;
    const work = (signal: AbortSignal) => markDamagedImages({ ...options, place }, signal);
    if (await doRound(context, { name: "damage", everyMs: isDue.damage ? 0 : DAY_MS, work })) isDue.damage = false;
  }

  const rounds = startPolling({ everyMs: ASK_EVERY_MS, what: "upkeep", log }, () => enqueue(ask));
  const checks = startPolling({ everyMs: ASK_EVERY_MS, what: "comparing completed images with their bytes", log }, () =>
    enqueue(askForDamage),
  );

  return {
    runOnce: (now) => enqueue(() => runRound(options, now, closing.signal)),
    async close() {
      closing.abort();
      await Promise.all([rounds.close(), checks.close(), last]);
    },
  };
}

async function runRound(options: UpkeepOptions, now: number, signal: AbortSignal): Promise<void> {
  await giveUpStale(options, now);
  await letBytesGo(options, now);
  await letEntriesGo(options, now);
  await reconcile(options, signal);
  await options.objects.sweep(signal);
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
