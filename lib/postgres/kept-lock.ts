import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "pg";
import { type LockOptions, takeLock } from "./session-lock";

/** So often the connection is asked whether it still is one, in milliseconds: a network that swallows everything says nothing. */
const CHECK_EVERY_MS = 15_000;

/** Between two attempts to have it again, in milliseconds. */
const AGAIN_EVERY_MS = 1_000;

/** A lock that is taken again whenever its connection breaks. */
export interface KeptLock {
  isHeld(): boolean;
  release(): Promise<void>;
}

/** @throws as `takeLock`, the first time */
export async function keepLock(options: LockOptions): Promise<KeptLock> {
  let client: Client | null = await takeLock(options);
  const ending = new AbortController();
  const { signal } = ending;

  async function keep(): Promise<void> {
    while (!signal.aborted) {
      if (client !== null) await untilLost(client, signal);
      if (signal.aborted) return;
      client = null;
      client = await takeLock(options).catch(() => null);
      if (client === null) await pause(AGAIN_EVERY_MS, signal);
    }
  }

  const kept = keep();
  return {
    isHeld: () => client !== null,
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
