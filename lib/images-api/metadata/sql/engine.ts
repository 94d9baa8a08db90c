import type { Kysely, RawBuilder } from "kysely";
import type { Words } from "./migrations/words";
import type { Schema } from "./schema";

/** What one database does otherwise than another: all other queries are the same. */
export interface Engine {
  words: Words;
  /** Milliseconds of a clock that all who share the rows share: leases end by it. */
  now: () => RawBuilder<number>;
  /** Whether a query can pass over rows that another one is changing. One writer at a time has no others. */
  skipsLocked: boolean;
  /** Until the end of a transaction nobody else makes a token. */
  lockTokens: (transaction: Kysely<Schema>) => Promise<void>;
  /** Whether a transaction came into another one's way and would get on if it began again. */
  isConflict: (error: unknown) => boolean;
  /** Whether these tables are of use for whoever opened them with `opened`; the names of migrations they went through. */
  isCurrent: (found: readonly string[], opened: readonly string[]) => boolean;
}
