import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { DATABASE_NAME, UPLOADS_STORE } from "./ledger-names";
import { LedgerError, ledgerErrorOf } from "./ledger-error";

/** Raising it is safe: a tab of this version lets go of the database as soon as another one asks for a newer. */
const DATABASE_VERSION = 2;

/** What is read is parsed, so the types promise nothing. */
interface LedgerSchema extends DBSchema {
  [UPLOADS_STORE]: { key: string; value: unknown };
  "set-aside": { key: number; value: unknown };
}

export type LedgerConnection = IDBPDatabase<LedgerSchema>;

/** The connection to the ledger's database: opened at first use, and again after the browser or another tab closed it. */
export class LedgerDatabase {
  #opening: Promise<LedgerConnection> | null = null;

  /**
   * Does the work with a connection, once more if that one turns out to be closed: so the work must be harmless to repeat.
   * @throws LedgerError
   */
  async run<T>(work: (connection: LedgerConnection) => Promise<T>): Promise<T> {
    const opening = this.#open();
    const connection = await opening;
    try {
      return await work(connection);
    } catch (error) {
      // A connection that is closed or closing takes no transaction (InvalidStateError), and one that the browser closes by
      // force aborts those that run.
      const isClosed = error instanceof DOMException && error.name === "InvalidStateError";
      if (!isClosed && this.#opening === opening) throw ledgerErrorOf(error, "failed");
      this.#forget(opening);
    }
    try {
      return await work(await this.#open());
    } catch (error) {
      throw ledgerErrorOf(error, "failed");
    }
  }

  #open(): Promise<LedgerConnection> {
    if (this.#opening !== null) return this.#opening;
    const opening: Promise<LedgerConnection> = open(() => this.#forget(opening));
    this.#opening = opening;
    // What failed to open may open at the next try: the other tab is closed, the page is allowed to store.
    opening.catch(() => this.#forget(opening));
    return opening;
  }

  #forget(opening: Promise<LedgerConnection>): void {
    if (this.#opening === opening) this.#opening = null;
  }
}

async function open(closed: () => void): Promise<LedgerConnection> {
  if (typeof indexedDB === "undefined") throw new LedgerError("unavailable");
  try {
    return await openDB<LedgerSchema>(DATABASE_NAME, DATABASE_VERSION, {
      upgrade(database, before) {
        // Both versions have the same stores; their records tell their own.
        if (before > 0) return;
        database.createObjectStore(UPLOADS_STORE, { keyPath: "id" });
        database.createObjectStore("set-aside", { autoIncrement: true });
      },
      blocking(_current, _blocked, event) {
        closed();
        if (event.target instanceof IDBDatabase) event.target.close();
      },
      terminated: closed,
    });
  } catch (error) {
    throw ledgerErrorOf(error, "unavailable");
  }
}
