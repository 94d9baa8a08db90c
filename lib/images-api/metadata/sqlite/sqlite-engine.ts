import { sql } from "kysely";
import type { Engine } from "@/lib/images-api/metadata/sql/engine";
import { SQLITE_WORDS } from "./sqlite-words";

export const SQLITE_ENGINE: Engine = {
  words: SQLITE_WORDS,
  // By the machine's steady clock, which is one for all its processes: setting the time ends no lease.
  now: () => sql`${Number(process.hrtime.bigint() / 1_000_000n)}`,
  // There is one writer at a time, and the driver waits for its turn when a transaction begins.
  skipsLocked: false,
  lockTokens: async () => undefined,
  isConflict: () => false,
  isCurrent: (found, opened) => found.length === opened.length && found.every((name, index) => name === opened[index]),
};
