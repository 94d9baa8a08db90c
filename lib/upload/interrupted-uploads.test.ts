import { EventEmitter, once } from "node:events";
import { setImmediate as settle } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import { textFile } from "./engine/engine-fixture";
import { InterruptedUploads, type ResumeOutside } from "./interrupted-uploads";
import type { Ledger } from "./ledger/ledger";
import { recordLike } from "./ledger/ledger-fixture";
import type { LedgerRecord } from "./ledger/ledger-record";
import { MemoryLocks } from "./tabs/locks-fixture";
import { lockName, webLocksOwnership } from "./tabs/web-locks-ownership";
import type { ChosenFile } from "./upload-commands";

const chosen: ChosenFile = { file: textFile("disk.img", 85), handle: null };

const recordOf = (id: string, changes: Partial<LedgerRecord> = {}) => recordLike({ id, name: id, ...changes });

let stored: Map<string, LedgerRecord>;
let locks: MemoryLocks;

beforeEach(() => {
  stored = new Map();
  locks = new MemoryLocks();
});

function tab(changes: Partial<ResumeOutside> = {}) {
  const begun: LedgerRecord[] = [];
  const ledger: Ledger = {
    list: async () => ({ records: [...stored.values()], setAside: [] }),
    get: async (id) => stored.get(id) ?? null,
    put: async (record) => void stored.set(record.id, record),
    remove: async (id) => void stored.delete(id),
  };
  const uploads = new InterruptedUploads({
    ledger,
    ownership: webLocksOwnership(locks),
    fileAtHand: async () => null,
    openFile: async () => ({ chosen: null, reason: null }),
    differenceOf: async () => null,
    begin: (record) => begun.push(record),
    isRunning: (id) => begun.some((record) => record.id === id),
    isSignedIn: () => true,
    onChange: () => undefined,
    ...changes,
  });
  return { uploads, begun };
}

function remember(...records: LedgerRecord[]): LedgerRecord[] {
  for (const record of records) stored.set(record.id, record);
  return records;
}

/** A file that is found when `found.emit("file")` says so. */
async function foundLater(found: EventEmitter): Promise<ChosenFile> {
  await once(found, "file");
  return chosen;
}

test("a record that nobody runs and whose file is not at hand is interrupted, newest first", async () => {
  const { uploads, begun } = tab();
  uploads.follow(remember(recordOf("a", { updatedAt: 5 }), recordOf("b", { updatedAt: 9 })));
  await settle();
  expect(uploads.records.map(({ id }) => id)).toEqual(["b", "a"]);
  expect(begun).toEqual([]);
  expect(locks.held.size).toBe(0);
});

test("one whose file is at hand goes on by itself, paused if it was", async () => {
  const { uploads, begun } = tab({ fileAtHand: async () => chosen });
  uploads.follow(remember(recordOf("a", { paused: true })));
  await settle();
  expect(begun).toMatchObject([{ id: "a", paused: true }]);
  expect(locks.held).toContain(lockName("a"));
});

test("nothing goes on by itself for an account that is not signed in, and it does once it is", async () => {
  let isSignedIn = false;
  const { uploads, begun } = tab({ fileAtHand: async () => chosen, isSignedIn: () => isSignedIn });
  uploads.follow(remember(recordOf("a")));
  await settle();
  expect([begun, uploads.records.length]).toEqual([[], 1]);
  isSignedIn = true;
  uploads.reconsider();
  await settle();
  expect([begun.length, uploads.records.length]).toEqual([1, 0]);
});

test("a file that changed does not go on by itself", async () => {
  const { uploads, begun } = tab({
    fileAtHand: async () => chosen,
    differenceOf: async () => "This is a different file.",
  });
  uploads.follow(remember(recordOf("a")));
  await settle();
  expect([begun, uploads.records.length]).toEqual([[], 1]);
});

test("while another tab runs it nothing is interrupted; when that tab is gone its newest record counts", async () => {
  const other = webLocksOwnership(locks);
  await other.claim("a");
  const { uploads, begun } = tab({ fileAtHand: async () => chosen });
  uploads.follow(remember(recordOf("a")));
  await settle();
  expect([begun, uploads.records]).toEqual([[], []]);
  remember(recordOf("a", { acknowledged: [1, 2, 3] }));
  other.release("a");
  await settle();
  expect(begun).toMatchObject([{ acknowledged: [1, 2, 3] }]);
});

test("of several tabs that could go on one does", async () => {
  const tabs = [tab({ fileAtHand: async () => chosen }), tab({ fileAtHand: async () => chosen })];
  const records = remember(recordOf("a"));
  for (const { uploads } of tabs) uploads.follow(records);
  await settle();
  expect(tabs.flatMap(({ begun }) => begun)).toHaveLength(1);
});

test("resuming takes the upload out of its pause, once", async () => {
  const { uploads, begun } = tab();
  uploads.follow(remember(recordOf("a", { paused: true })));
  await settle();
  expect(await uploads.resume("a", chosen)).toEqual({ kind: "resumed" });
  expect(begun).toMatchObject([{ id: "a", paused: false }]);
  expect(uploads.records).toEqual([]);
  expect(await uploads.resume("a", chosen)).toEqual({ kind: "elsewhere" });
  expect(begun).toHaveLength(1);
});

test("resuming opens the file by its handle where that is allowed", async () => {
  const { uploads, begun } = tab({ openFile: async () => ({ chosen, reason: null }) });
  uploads.follow(remember(recordOf("a")));
  await settle();
  expect(await uploads.resume("a")).toEqual({ kind: "resumed" });
  expect(begun).toHaveLength(1);
});

test("resuming without a file asks for one, and with another file says that it is another", async () => {
  const { uploads } = tab({ differenceOf: async () => "This is a different file." });
  uploads.follow(remember(recordOf("a")));
  await settle();
  expect(await uploads.resume("a")).toEqual({ kind: "needs_file", reason: null });
  expect(await uploads.resume("a", chosen)).toEqual({ kind: "different_file", message: "This is a different file." });
  expect(uploads.records).toHaveLength(1);
  expect(locks.held.size).toBe(0);
});

test("what another tab took meanwhile is elsewhere", async () => {
  const { uploads, begun } = tab();
  uploads.follow(remember(recordOf("a")));
  await settle();
  await webLocksOwnership(locks).claim("a");
  expect(await uploads.resume("a", chosen)).toEqual({ kind: "elsewhere" });
  expect(begun).toEqual([]);
});

test("what one tab goes on with by itself a click in another one does not begin again", async () => {
  const { uploads, begun } = tab();
  uploads.follow(remember(recordOf("a")));
  await settle();
  const found = new EventEmitter();
  const other = tab({ fileAtHand: () => foundLater(found) });
  other.uploads.follow([...stored.values()]);
  await settle();
  expect(await uploads.resume("a", chosen)).toEqual({ kind: "elsewhere" });
  found.emit("file");
  await settle();
  expect([begun.length, other.begun.length]).toEqual([0, 1]);
  expect(locks.held).toContain(lockName("a"));
});

test("a click while the same tab is looking begins it once, and keeps it owned", async () => {
  let slow = Promise.resolve<ChosenFile | null>(null);
  const { uploads, begun } = tab({ fileAtHand: () => slow });
  uploads.follow(remember(recordOf("a")));
  await settle();
  const found = new EventEmitter();
  slow = foundLater(found);
  uploads.reconsider();
  await settle();
  expect(await uploads.resume("a", chosen)).toEqual({ kind: "resumed" });
  found.emit("file");
  await settle();
  expect(begun).toHaveLength(1);
  expect(locks.held).toContain(lockName("a"));
});

test("what another tab resumes is interrupted no more, until that tab is gone", async () => {
  const { uploads } = tab();
  uploads.follow(remember(recordOf("a")));
  await settle();
  const other = webLocksOwnership(locks);
  await other.claim("a");
  uploads.runElsewhere(new Set(["a"]));
  expect(uploads.records).toEqual([]);
  other.release("a");
  await settle();
  expect(uploads.records).toHaveLength(1);
});

test("a record that is gone is forgotten", async () => {
  const { uploads } = tab();
  uploads.follow(remember(recordOf("a")));
  await settle();
  stored.clear();
  uploads.follow([]);
  expect(uploads.records).toEqual([]);
});

test("two clicks at once begin it once", async () => {
  const { uploads, begun } = tab();
  uploads.follow(remember(recordOf("a")));
  await settle();
  const outcomes = await Promise.all([uploads.resume("a", chosen), uploads.resume("a", chosen)]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(["resumed", "elsewhere"]);
  expect(begun).toHaveLength(1);
  expect(locks.held).toContain(lockName("a"));
});

test.each([
  { why: "no file", changes: {} },
  { why: "another file", changes: { differenceOf: async () => "This is a different file." } },
  { why: "an error", changes: { openFile: () => Promise.reject(new Error("The browser broke.")) } },
])("a click that ends with $why while the tab is looking leaves the upload to other tabs", async ({ changes }) => {
  let slow = Promise.resolve<ChosenFile | null>(null);
  const { uploads } = tab({ fileAtHand: () => slow, ...changes });
  uploads.follow(remember(recordOf("a")));
  await settle();
  const found = new EventEmitter();
  slow = foundLater(found);
  uploads.reconsider();
  await settle();
  await uploads.resume("a").catch(() => undefined);
  if ("differenceOf" in changes) await uploads.resume("a", chosen);
  found.emit("file");
  await settle();
  expect(uploads.records).toHaveLength(1);
  expect(await webLocksOwnership(locks).claim("a")).toBe(true);
});

test("where nobody can tell whether the file is the same, the upload is interrupted and not lost from sight", async () => {
  const { uploads, begun } = tab({
    fileAtHand: async () => chosen,
    differenceOf: () => Promise.reject(new Error("No WebAssembly.")),
  });
  uploads.follow(remember(recordOf("a")));
  await settle();
  expect([begun.length, uploads.records.length, locks.held.size]).toEqual([0, 1, 0]);
});
