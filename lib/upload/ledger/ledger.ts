import type { LedgerRecord } from "./ledger-record";

/** A record that could not be understood: it is kept apart, as it was, and never read again. */
export interface SetAside {
  /** What it was called, as far as that can be told. */
  name: string;
  /** A sentence for people. */
  reason: string;
}

/** What this browser remembers of its uploads, one record each. */
export interface Ledger {
  /** Every record that parses; those that do not are set aside and told once more at each call. */
  list(): Promise<{ records: LedgerRecord[]; setAside: SetAside[] }>;
  /** Null when there is none, or none that parses. */
  get(id: string): Promise<LedgerRecord | null>;
  /** Writes the whole record in one transaction: parts and hash state never disagree. */
  put(record: LedgerRecord): Promise<void>;
  /** Harmless when there is none. */
  remove(id: string): Promise<void>;
}
