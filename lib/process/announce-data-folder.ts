import type { Logger } from "pino";
import type { Config } from "@/lib/config/config";

type Settings = Pick<Config, "dataDirectory" | "dataDirectoryState" | "database" | "bucket" | "sfcompute">;

/** Tells whoever started the server that it begins with nothing. */
export function announceDataFolder(config: Settings, log: Logger): void {
  const told = newsOfDataFolder(config);
  if (told === null) return;
  process.stdout.write(`\n${told}\n`);
  const { dataDirectory, dataDirectoryState: was } = config;
  log.warn({ dataDirectory, was }, "the server begins with an empty data folder");
}

/** A mistyped DATA_DIR and a disk that is not mounted look like all images being gone. @returns null where there is nothing to tell */
export function newsOfDataFolder(config: Settings): string | null {
  const { dataDirectory, dataDirectoryState, database, bucket, sfcompute } = config;
  const isOfImages = sfcompute?.embedded === true && (database === null || bucket === null);
  const ifWrong =
    "If there are images already, they are elsewhere: stop the server, mount their disk or set DATA_DIR to their folder, and start it again.";
  switch (dataDirectoryState) {
    case "made": {
      const made = `A new, empty data folder was made: ${dataDirectory}`;
      return isOfImages ? `${made}\n${ifWrong}` : made;
    }
    case "empty":
      return isOfImages ? `The data folder is empty: ${dataDirectory}\n${ifWrong}` : null;
    case "used":
      return null;
    default:
      return dataDirectoryState satisfies never;
  }
}
