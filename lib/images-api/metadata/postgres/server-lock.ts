import { type KeptLock, keepLock } from "@/lib/postgres/kept-lock";
import { takeLock } from "@/lib/postgres/session-lock";

/** Any number that nothing else in the database locks. */
const KEY = 1_768_779_623;

/** Says that a server works with the rows. @throws LockTakenError while they are moved; as `takeLock` */
export function lockAsServer(url: string): Promise<KeptLock> {
  return keepLock({
    url,
    name: "images-dashboard server",
    key: KEY,
    kind: "shared",
    taken:
      "The rows of this database are being moved by `npm run admin -- migrate-store`. Wait until that has ended, then start again.",
  });
}

/**
 * Keeps every server away from the rows. @returns what lets them in again
 * @throws LockTakenError while a server works with them, or another one moves them; as `takeLock`
 */
export async function lockForMigration(url: string): Promise<() => Promise<void>> {
  const client = await takeLock({
    url,
    name: "images-dashboard migrate-store",
    key: KEY,
    kind: "exclusive",
    taken: "A server works with this database. Stop every server that uses it, then run this again.",
  });
  return () => client.end();
}
