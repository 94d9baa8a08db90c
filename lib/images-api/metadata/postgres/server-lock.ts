import { setTimeout as delay } from "node:timers/promises";
import { type KeptLocks, keepLocks, type KeptLocksOptions } from "@/lib/postgres/kept-lock";
import { type Lock, LockTakenError, takeLocks } from "@/lib/postgres/session-lock";

/** Any numbers that nothing else in the database locks. */
const ROWS_KEY = 1_768_779_623;
const DISK_KEY = 1_768_779_624;

/** A server that was just killed may be known to the database for a moment longer, in milliseconds; so often that is tried. */
const KILLED_FOR_MS = 2_000;
const RETRY_MS = 250;

const SERVER_OF_ROWS: Lock = {
  key: ROWS_KEY,
  kind: "shared",
  taken:
    "The rows of this database are being moved by `npm run admin -- migrate-store`. Wait until that has ended, then start again.",
};

const ONLY_SERVER: Lock = {
  key: DISK_KEY,
  kind: "exclusive",
  taken:
    "Another server works with the database of DATABASE_URL and keeps image bytes on its own disk, where this one would not find them. Stop it, or move the bytes to a bucket that both use (S3_BUCKET). When that server's machine is gone, Postgres notices within a minute: start again then.",
};

export interface ServerLockOptions extends Pick<KeptLocksOptions, "url" | "isAsBefore" | "onChange"> {
  /** Its image bytes are on its own disk, so that no other one may work with these rows. */
  isOnlyServer: boolean;
}

/** Says that a server works with the rows. @throws LockTakenError while they are moved, or another server has to be alone; as `takeLocks` */
export async function lockAsServer({ isOnlyServer, ...options }: ServerLockOptions): Promise<KeptLocks> {
  const locks = isOnlyServer ? ([SERVER_OF_ROWS, ONLY_SERVER] as const) : ([SERVER_OF_ROWS] as const);
  const deadline = performance.now() + KILLED_FOR_MS;
  for (;;) {
    try {
      return await keepLocks({ ...options, name: "images-dashboard server", locks });
    } catch (error) {
      const mayEnd = error instanceof LockTakenError && error.lock === ONLY_SERVER;
      if (!mayEnd || performance.now() >= deadline) throw error;
    }
    await delay(RETRY_MS);
  }
}

/**
 * Keeps every server away from the rows. @returns what lets them in again
 * @throws LockTakenError while a server works with them, or another one moves them; as `takeLocks`
 */
export async function lockForMigration(url: string): Promise<() => Promise<void>> {
  const client = await takeLocks({
    url,
    name: "images-dashboard migrate-store",
    locks: [
      {
        key: ROWS_KEY,
        kind: "exclusive",
        taken: "A server works with this database. Stop every server that uses it, then run this again.",
      },
    ],
  });
  return () => client.end();
}
