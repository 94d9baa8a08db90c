import { IDBFactory } from "fake-indexeddb";
import { IMAGE, SHA256, SIZE } from "@/lib/upload/machine/machine-fixture";
import { LEDGER_VERSION, type LedgerRecord } from "./ledger-record";
import { HASH_LIBRARY } from "./hash-library";

// What the ledger's tests share.

/** Empties the browser's storage. The globals come from `fake-indexeddb/auto`. */
export function freshStorage(): void {
  globalThis.indexedDB = new IDBFactory();
}

/** An upload of four parts, the second of which is missing. */
export function recordLike(changes: Partial<LedgerRecord> = {}): LedgerRecord {
  const bytes = 16 * 1024 * 1024;
  return {
    version: LEDGER_VERSION,
    id: "upload-1",
    connection: "sfcompute",
    account: "ops",
    name: "disk.img",
    image: IMAGE,
    creating: false,
    file: { name: "disk.img", sizeBytes: SIZE, lastModified: 1 },
    values: {},
    fingerprint: SHA256,
    acknowledged: [1, 3],
    hash: { library: HASH_LIBRARY, parts: 1, bytes, state: btoa("state") },
    sha256: null,
    paused: false,
    startedAt: 10,
    updatedAt: 20,
    handle: null,
    ...changes,
  };
}
