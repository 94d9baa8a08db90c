import { callbackify } from "node:util";
import { Pool, type PoolConfig, types } from "pg";
import { connectionSettings } from "./connection-settings";
import { prepareSession } from "./session";

export interface PoolOptions {
  /** As libpq reads it. Holds a password. */
  url: string;
  /** Connections at most. */
  poolSize: number;
  /** A statement that takes longer is given up, in milliseconds; 0 for none that is. */
  statementTimeoutMs: number;
  /** What the database lists these connections as. */
  name: string;
}

/** For a connection: a new one, or one that others gave back. Together with a request's own time it stays below what browsers wait. */
export const CONNECT_TIMEOUT_MS = 5_000;

/** One that nobody used for so long is closed; what lies between may forget it after five minutes, as many a firewall does. */
const IDLE_TIMEOUT_MS = 60_000;

/** Connections go to the server that a name means today, after a failover as well. */
const LIFETIME_SECONDS = 30 * 60;

/** The first question whether the other side still is there, after so long without a word. */
export const KEEPALIVE_MS = 10_000;

/** The server gives a statement up itself; when not even that is heard, the connection is dead. */
const SILENCE_MS = 5_000;

/**
 * Makes no connection yet; each one is made when it is needed, also after the server was away for a while. Whole numbers of 64 bits
 * come as numbers: times, sizes and counts are far below 2^53.
 * @throws Error about what the URL says, without its user and password
 */
export function openPool({ url, poolSize, statementTimeoutMs, name }: PoolOptions): Pool {
  const pool = new Pool({
    ...connectionSettings(url),
    types: NUMBERS,
    application_name: name,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    maxLifetimeSeconds: LIFETIME_SECONDS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEPALIVE_MS,
    ...(statementTimeoutMs === 0 ? {} : { query_timeout: statementTimeoutMs + SILENCE_MS }),
    verify: (client, done) => prepare(client, statementTimeoutMs, (error) => done(error ?? undefined)),
  });
  // A connection that ends while nobody uses it is no loss, and one that is in use fails its statement. Without a listener either
  // would end the process (https://node-postgres.com/apis/pool#error).
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

const prepare = callbackify(prepareSession);

export const NUMBERS: NonNullable<PoolConfig["types"]> = {
  getTypeParser: (oid, format) => (oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format)),
};
