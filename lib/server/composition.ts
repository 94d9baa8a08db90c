import "server-only";
import { join } from "node:path";
import type { Logger } from "pino";
import { type Config, getConfig } from "@/lib/config/config";
import { createLog } from "@/lib/telemetry/create-log";
import { steadyNow } from "@/lib/utils/steady-clock";
import { createRegistry, type ProviderRegistry } from "./providers/registry";
import { type EndedSessions, sharedEndedSessions } from "./session/ended-sessions";
import { openEndedSessionsFile } from "./session/ended-sessions-in-file";
import { createSessions, type Sessions } from "./session/sessions";

/** The parts that the dashboard's server side is made of. None of them holds a user's token. */
export interface Parts {
  publicUrl: URL;
  log: Logger;
  registry: ProviderRegistry;
  sessions: Sessions;
}

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

function endedSessions({ dataDirectory, session }: Config, log: Logger): EndedSessions {
  const file = join(dataDirectory, "ended-sessions");
  const { lifetimeSeconds } = session;
  return sharedEndedSessions(file, () => openEndedSessionsFile({ file, lifetimeSeconds, now: steadyNow, log }));
}
