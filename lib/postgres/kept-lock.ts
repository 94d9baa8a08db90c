import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "pg";
import { type LockOptions, takeLocks } from "./session-lock";

/** So often the connection is asked whether it still is one, in milliseconds: a network that swallows everything says nothing. */
const CHECK_EVERY_MS = 15_000;

/** Between two attempts to have it again, in milliseconds. */
const AGAIN_EVERY_MS = 1_000;

/** Locks that are taken again whenever their connection breaks. */
export interface KeptLocks {
  /** False from the moment at which the connection is known to be broken. */
  areHeld(): boolean;
  release(): Promise<void>;
}

export interface KeptLocksOptions extends LockOptions {
  /**
   * Asked each time that they were taken again, before they count as held: whether what they guard is as it was, for in between it was
   * anybody's. While it is not, and when it rejects, they are given back, and taken again later.
   */
  isAsBefore: () => Promise<boolean>;
}

/** @throws as `takeLocks`, the first time */
export async function keepLocks({ isAsBefore, ...options }: KeptLocksOptions): Promise<KeptLocks> {
  let client: Client | null = await takeLocks(options);
  const ending = new AbortController();
  const { signal } = ending;

  async function keep(): Promise<void> {
    while (!signal.aborted) {
      if (client !== null) await untilLost(client, signal);
      if (signal.aborted) return;
      client = null;
      client = await takeAgain().catch(() => null);
      if (client === null) await pause(AGAIN_EVERY_MS, signal);
    }
  }

  async function takeAgain(): Promise<Client | null> {
    const taken = await takeLocks(options);
    if (await isAsBefore().catch(() => false)) return taken;
    await taken.end();
    return null;
  }

  const kept = keep();
  return {
    areHeld: () => client !== null,
    async release() {
      ending.abort();
      await kept;
      await client?.end();
    },
  };
}

/** Resolves when the connection is none any more, or nobody wants it. */
async function untilLost(client: Client, signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  const isOver = AbortSignal.any([signal, done.signal]);
  const end = once(client, "end", { signal: isOver }).catch(() => undefined);
  void end.then(() => done.abort());
  while (!isOver.aborted) {
    await pause(CHECK_EVERY_MS, isOver);
    if (isOver.aborted) break;
    try {
      await client.query("select 1");
    } catch {
      await client.end();
      break;
    }
  }
  done.abort();
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}
