import type { Schema } from "@/lib/images-api/metadata/sql/schema";

/** How a table's rows move. A table that is not named here does not compile, and a test compares the names with the databases'. */
type Treatment =
  /** All rows; `key` is unique and orders them, `emptied` columns are null afterwards. */
  | { moves: true; key: string; emptied: readonly string[] }
  /** Nothing: why. */
  | { moves: false; reason: string };

export const TABLES = {
  // Who verifies it just now is told by the clock of a server that does not run.
  images: { moves: true, key: "id", emptied: ["verifier", "verifier_until"] },
  tokens: { moves: true, key: "id", emptied: [] },
  audit_entries: { moves: true, key: "id", emptied: [] },
  object_notes: { moves: true, key: "image_id", emptied: [] },
  store_facts: { moves: false, reason: "Says where the bytes are, which the move decides." },
  work_rounds: { moves: false, reason: "Servers that do not run, and times of their clock." },
} as const satisfies Record<keyof Schema, Treatment>;

export type MovedTable = {
  [Name in keyof typeof TABLES]: (typeof TABLES)[Name]["moves"] extends true ? Name : never;
}[keyof typeof TABLES];

/** In the order in which they are copied. */
export const MOVED_TABLES = [
  "images",
  "tokens",
  "audit_entries",
  "object_notes",
] as const satisfies readonly MovedTable[];
