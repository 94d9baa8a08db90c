import { Client } from "pg";
import { connectionSettings } from "./connection-settings";
import { CONNECT_TIMEOUT_MS, KEEPALIVE_MS } from "./open-pool";
import { prepareSession } from "./session";
import { plainError } from "./unreachable";

/** Somebody else has a lock that this one does not go with. */
export class LockTakenError extends Error {
  override readonly name = "LockTakenError";

  constructor(readonly lock: Lock) {
    super(lock.taken);
  }
}

export interface LockOptions {
  url: string;
  /** What the database lists the connection as. */
  name: string;
  /** All of them by one connection, so that all are lost together. */
  locks: readonly [Lock, ...Lock[]];
}

export interface Lock {
  /** Of one use among all of a database: 32 bits. Each schema has a lock of its own. */
  key: number;
  /** `shared`: any number together; `exclusive`: one, and nobody beside it. */
  kind: "shared" | "exclusive";
  /** What to say when somebody else has it. */
  taken: string;
}

/** An answer to as little as there is to ask takes no longer, in milliseconds. */
const ANSWER_TIMEOUT_MS = 5_000;

/**
 * Takes advisory locks, which last as long as their connection
 * (https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS). Does not wait for them.
 * @throws LockTakenError; DatabaseUnreachableError; the database's own error
 */
export async function takeLocks({ url, name, locks }: LockOptions): Promise<Client> {
  const client = new Client({
    ...connectionSettings(url),
    application_name: name,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEPALIVE_MS,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await prepareSession(client, 0);
    for (const lock of locks) await take(client, lock);
    return client;
  } catch (error) {
    await client.end();
    throw error instanceof LockTakenError ? error : plainError(error);
  }
}

async function take(client: Client, lock: Lock): Promise<void> {
  const { key, kind } = lock;
  const call = kind === "shared" ? "pg_try_advisory_lock_shared" : "pg_try_advisory_lock";
  const { rows } = await client.query<{ has: boolean }>(
    `select ${call}($1, hashtext(coalesce(current_schema(), ''))) as has`,
    [key],
  );
  if (rows[0]?.has !== true) throw new LockTakenError(lock);
}
