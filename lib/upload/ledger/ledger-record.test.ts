import { expect, test } from "vitest";
import { SHA256 } from "@/lib/upload/machine/machine-fixture";
import { recordLike } from "./ledger-fixture";
import { ledgerRecordSchema, type LedgerRecord } from "./ledger-record";

const { hash } = recordLike();
const partSizeBytes = 16 * 1024 * 1024;

test("a record of what happened parses to itself", () => {
  expect(ledgerRecordSchema.parse(recordLike())).toEqual(recordLike());
  const untouched = recordLike({ image: null, acknowledged: [], hash: null });
  expect(ledgerRecordSchema.parse(untouched)).toEqual(untouched);
});

test.each<[string, Partial<LedgerRecord>]>([
  ["a part beyond the last", { acknowledged: [1, 5] }],
  ["a part before the first", { acknowledged: [0, 1] }],
  ["a part that is counted twice", { acknowledged: [1, 1, 2, 3] }],
  ["parts out of order", { acknowledged: [3, 1] }],
  ["parts of no image", { image: null, hash: null }],
  ["a checksum of no image", { image: null, acknowledged: [], hash: null, sha256: SHA256 }],
  ["a hash within a part", { hash: hash && { ...hash, bytes: partSizeBytes + 1 } }],
  ["a hash of another number of parts than its bytes", { hash: hash && { ...hash, parts: 2 } }],
  ["a hash beyond the file", { hash: hash && { ...hash, parts: 5, bytes: 5 * partSizeBytes } }],
  ["more parts than there can be", { image: { id: "i", plan: { kind: "multipart", partSizeBytes: 5_000 } } }],
])("a record with %s is refused", (_what, changes) => {
  expect(ledgerRecordSchema.safeParse(recordLike(changes)).success).toBe(false);
});

test("a handle that is none is as good as none", () => {
  const record = { ...recordLike(), handle: { kind: "file", name: "disk.img" } };
  expect(ledgerRecordSchema.parse(record)).toEqual(recordLike());
});

test("a record of the first version is read as one of the present", () => {
  const { values: _values, ...rest } = recordLike();
  expect(ledgerRecordSchema.parse({ ...rest, version: 1 })).toEqual(recordLike());
});

test("a file that goes up in one piece is remembered with its ticket", () => {
  const plan = { kind: "single", ticket: "sealed", expiresAt: "2026-05-02T10:00:00Z" } as const;
  const record = recordLike({ image: { id: "i", plan }, acknowledged: [], hash: null, values: { region: "us-east" } });
  expect(ledgerRecordSchema.parse(record)).toEqual(record);
  expect(ledgerRecordSchema.safeParse({ ...record, acknowledged: [1, 2] }).success).toBe(false);
});
