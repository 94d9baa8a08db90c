import { settings } from "@/bench/settings";
import { EngineMissing } from "@/e2e/support/engines/engine-missing";
import { type EnginePair, startPair } from "@/e2e/support/engines/engine-pair";
import { RunningServer } from "@/e2e/server/support/running-server";

/** Postgres and an S3 store; null where this machine can have none, and then says why. */
export async function enginesOrNone(leftOut: string): Promise<EnginePair | null> {
  if (!settings.server.withEngines) {
    console.log(`${leftOut} left out, as BENCH_SERVER_ENGINES says.`);
    return null;
  }
  try {
    return await startPair();
  } catch (error) {
    if (!(error instanceof EngineMissing)) throw error;
    console.log(`${leftOut} left out: ${error.message}.`);
    return null;
  }
}

/** Says nothing but warnings, and takes any number of requests. */
const ENVIRONMENT = { REQUESTS_PER_MINUTE: "0", LOG_LEVEL: "warn" };

/** The production server. @param environment which stores, and a folder of its own @param dataDirectory kept, or else one of its own */
export function startServer(environment: Record<string, string> = {}, dataDirectory?: string): Promise<RunningServer> {
  return RunningServer.start({
    environment: { ...ENVIRONMENT, ...environment },
    ...(dataDirectory !== undefined && { dataDirectory }),
  });
}

/** Two that replicas must share beside their stores. */
export function databaseEnvironment(url: string, sessionSecret: string): Record<string, string> {
  return { DATABASE_URL: url, SESSION_SECRET: sessionSecret };
}
