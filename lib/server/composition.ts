import "server-only";
import { join } from "node:path";
import type { Pool } from "pg";
import type { Logger } from "pino";
import { type Config, getConfig } from "@/lib/config/config";
import type { Database } from "@/lib/config/engines";
import { openPool } from "@/lib/postgres/open-pool";
import { createLog } from "@/lib/telemetry/create-log";
import { steadyNow } from "@/lib/utils/steady-clock";
import { createRegistry, type ProviderRegistry } from "./providers/registry";
import type { EndedSessions } from "./session/ended-sessions";
import { sharedEndedSessionsFile } from "./session/ended-sessions-in-file";
import { openEndedSessionsInPostgres } from "./session/ended-sessions-in-postgres";
import { createSessions, type Sessions } from "./session/sessions";

/** The parts that the dashboard's server side is made of. None of them holds a user's token. */
export interface Parts {
  publicUrl: URL;
  log: Logger;
  registry: ProviderRegistry;
  sessions: Sessions;
}

/** A sign-in that is checked asks one question by a primary key: few connections answer many of them. */
const SIGN_OUT_CONNECTIONS = 2;

/** Somebody waits for the page: a database that takes longer than this, in milliseconds, does not answer. */
const SIGN_OUT_STATEMENT_MS = 5_000;

let parts: Parts | undefined;

/** Puts the parts together at the first call: a build loads routes without a configuration. @throws ConfigError */
export function getParts(): Parts {
  parts ??= compose();
  return parts;
}

function compose(): Parts {
  const config = getConfig();
  const registry = createRegistry(config);
  const { publicUrl, sessionSecrets: secrets } = config;
  const log = createLog({ level: config.logLevel, name: "dashboard" });
  const { idleSeconds, lifetimeSeconds } = config.session;
  const now = steadyNow;
  const ended = endedSessions(config, log);
  const secure = publicUrl.protocol === "https:";
  return {
    publicUrl,
    log,
    registry,
    sessions: createSessions({ secrets, secure, registry, ended, idleSeconds, lifetimeSeconds, now }),
  };
}

/** Kept where the rows are: in this server's folder, or in the database that all servers share. */
function endedSessions({ database, dataDirectory, session }: Config, log: Logger): EndedSessions {
  const shared = { lifetimeSeconds: session.lifetimeSeconds, now: steadyNow, log };
  if (database === null) return sharedEndedSessionsFile({ file: join(dataDirectory, "ended-sessions"), ...shared });
  return openEndedSessionsInPostgres({ pool: signOutPool(database), ...shared });
}

declare global {
  var signOutPool: Pool | undefined;
}

/** One for the process, as the modules of pages and of routes are loaded separately. It is a pool of its own, for pages to be shown while lists are slow. */
function signOutPool({ url, statementTimeoutMs }: Database): Pool {
  return (globalThis.signOutPool ??= openPool({
    url,
    poolSize: SIGN_OUT_CONNECTIONS,
    statementTimeoutMs: Math.min(statementTimeoutMs, SIGN_OUT_STATEMENT_MS),
    name: "images-dashboard sign-outs",
  }));
}
