import { sql } from "kysely";
import { DatabaseError } from "pg";
import type { Engine } from "@/lib/images-api/metadata/sql/engine";
import { POSTGRES_WORDS } from "./postgres-words";

/** serialization_failure and deadlock_detected (https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html). */
const IN_THE_WAY = new Set(["40001", "40P01"]);

const UNIQUE_VIOLATION = "23505";

export const POSTGRES_ENGINE: Engine = {
  words: POSTGRES_WORDS,
  // Of this moment: `now()` is the transaction's beginning.
  now: () => sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`,
  skipsLocked: true,

  async lockTokens(transaction) {
    // What makes a row of any kind waits for it; who reads does not.
    await sql`lock table tokens in share row exclusive mode`.execute(transaction);
  },

  isConflict(error) {
    if (!(error instanceof DatabaseError)) return false;
    // Two images of one name that are restored at once do not see each other: the second attempt of one sees the other.
    const isName = error.code === UNIQUE_VIOLATION && error.constraint === "images_live_name";
    return isName || IN_THE_WAY.has(error.code ?? "");
  },

  // Servers are upgraded one by one: those of the version before go on with what they know.
  isCurrent: (found, opened) => opened.every((name) => found.includes(name)),
};
