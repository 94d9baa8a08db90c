import type { Logger } from "pino";

/**
 * An error that nobody caught leaves the process in a state that nobody knows, so it says why and ends. What was acknowledged is on the
 * disk, and whoever supervises the process starts it again. Call this before Next is loaded: it would rather log such errors and go on.
 */
export function exitOnUncaught(log: Logger): void {
  const end = (event: string) => (error: unknown) => {
    log.fatal({ err: error, event }, "the server ends, because an error was not caught");
    process.exit(1);
  };
  process.on("uncaughtException", end("uncaughtException"));
  process.on("unhandledRejection", end("unhandledRejection"));
}
