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
  /** Hears that they were lost, and that they are held again. */
  onChange: (areHeld: boolean) => void;
}

interface Held {
  client: Client;
  /** Resolves when the connection is none any more. */
  broken: Promise<void>;
}

/** @throws as `takeLocks`, the first time */
export async function keepLocks({ isAsBefore, onChange, ...options }: KeptLocksOptions): Promise<KeptLocks> {
  let held: Held | null = await take(options);
  const ending = new AbortController();
  const { signal } = ending;

  async function keep(): Promise<void> {
    for (;;) {
      if (held !== null) await untilLost(held, signal);
      if (signal.aborted) return;
      if (held !== null) {
        // First of all: to end a connection that says nothing may take as long as the network likes.
        void held.client.end().catch(() => undefined);
        held = null;
        onChange(false);
      }
      held = await takeAgain().catch(() => null);
      if (held === null) await pause(AGAIN_EVERY_MS, signal);
      else onChange(true);
    }
  }

  async function takeAgain(): Promise<Held | null> {
    const taken = await take(options);
    if (await isAsBefore().catch(() => false)) return taken;
    // As above: to wait for the end of a network would be to ask no more.
    void taken.client.end().catch(() => undefined);
    return null;
  }

  const kept = keep();
  return {
    areHeld: () => held !== null,
    async release() {
      ending.abort();
      await kept;
      await held?.client.end();
    },
  };
}

async function take(options: LockOptions): Promise<Held> {
  const client = await takeLocks(options);
  // An error of the connection itself, which is its end as well, rejects.
  const broken = once(client, "end").then(
    () => undefined,
    () => undefined,
  );
  return { client, broken };
}

/** Resolves when the connection is none any more, or nobody wants it. */
async function untilLost({ client, broken }: Held, signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  void broken.then(() => done.abort());
  const isOver = AbortSignal.any([signal, done.signal]);
  while (!isOver.aborted) {
    await pause(CHECK_EVERY_MS, isOver);
    if (isOver.aborted) return;
    try {
      await client.query("select 1");
    } catch {
      return;
    }
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}
