import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { rig, textFile, type Rig } from "@/lib/upload/engine/engine-fixture";
import { queuedUpload } from "@/lib/upload/machine/upload-state";
import { indexeddbLedger } from "./indexeddb-ledger";
import type { Ledger } from "./ledger";
import { freshStorage } from "./ledger-fixture";
import type { LedgerError } from "./ledger-error";
import type { LedgerRecord } from "./ledger-record";
import { createRecorder, type Recorder, type Remembered } from "./recorder";
import { restoredUpload } from "./recording";

beforeEach(freshStorage);

const FINGERPRINT = "f".repeat(64);
const file = textFile("disk.img", 45);
const beginning = queuedUpload({
  id: "upload-1",
  connection: "sfcompute",
  account: "ops",
  name: "disk.img",
  file: { name: file.name, sizeBytes: file.size, lastModified: file.lastModified },
});

interface Recorded extends Rig {
  ledger: Ledger;
  recorder: Recorder;
  puts: LedgerRecord[];
  errors: LedgerError[];
  /** How often the list was told to have changed. */
  changes: () => number;
}

/** An engine whose uploads are recorded in a real ledger that tells what is put. `spoil` is asked before each write. */
function recorded(spoil: () => void = () => undefined): Recorded {
  const engineRig = rig();
  const real = indexeddbLedger();
  const puts: LedgerRecord[] = [];
  const errors: LedgerError[] = [];
  let changes = 0;
  const ledger: Ledger = {
    ...real,
    async put(record) {
      puts.push(record);
      spoil();
      await real.put(record);
    },
  };
  const recorder = createRecorder({
    engine: engineRig.engine,
    ledger,
    onError: (error) => errors.push(error),
    onListChanged: () => changes++,
  });
  return { ...engineRig, ledger, recorder, puts, errors, changes: () => changes };
}

function start({ engine, recorder }: Recorded, remembered: Partial<Remembered> = {}): void {
  recorder.remember(beginning.id, { fingerprint: FINGERPRINT, handle: null, startedAt: 5, ...remembered });
  engine.add(beginning, file);
}

/** Resolves once the upload is in a phase. */
function phase({ engine }: Rig, kind: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => engine.get(beginning.id)?.phase.kind === kind && resolve();
    engine.subscribe(look);
    look();
  });
}

test("records each acknowledged part and removes the record at the end", async () => {
  const all = recorded();
  start(all);
  await phase(all, "completed");
  await all.recorder.flushed(beginning.id);
  const counts = all.puts.map(({ acknowledged }) => acknowledged.length);
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(all.puts.map(({ image }) => image !== null)).toContain(true);
  expect(all.puts.at(-1)).toMatchObject({ acknowledged: [1, 2, 3, 4, 5], fingerprint: FINGERPRINT, startedAt: 5 });
  expect(await all.ledger.list()).toEqual({ records: [], setAside: [] });
  expect(all.changes()).toBe(2);
});

test("what was recorded can be gone on with by another page", async () => {
  const first = recorded();
  first.server.outcome = (what) => (what === "part 4" ? { kind: "network", cause: "The line broke." } : "fine");
  start(first);
  await new Promise<void>((resolve) => {
    first.engine.subscribe((_before, after) => {
      if (after?.phase.kind === "transferring" && after.phase.acknowledged.length === 4) resolve();
    });
  });
  await first.recorder.flushed(beginning.id);
  const record = await first.ledger.get(beginning.id);
  if (record === null) throw new Error("nothing was recorded");
  expect(record.acknowledged).toEqual([1, 2, 3, 5]);

  const second = recorded();
  for (const [id, stored] of first.server.images) second.server.images.set(id, stored);
  second.recorder.remember(record.id, { fingerprint: record.fingerprint, handle: null, startedAt: record.startedAt });
  second.engine.add(restoredUpload(record), file);
  await phase(second, "completed");
  expect(second.server.log.filter((what) => what.startsWith("part") || what === "create")).toEqual(["part 4"]);
});

test("bytes in flight are not written", async () => {
  const all = recorded();
  start(all, { startedAt: 7 });
  await phase(all, "transferring");
  await all.recorder.flushed(beginning.id);
  const count = all.puts.length;
  for (let sentBytes = 1; sentBytes < 9; sentBytes++) {
    all.engine.dispatch(beginning.id, { type: "part_progressed", partNumber: 1, sentBytes });
  }
  expect(all.puts).toHaveLength(count);
  all.engine.dispatch(beginning.id, { type: "pause" });
  await all.recorder.flushed(beginning.id);
  expect(await all.ledger.get(beginning.id)).toMatchObject({ paused: true });
});

test("a fingerprint that comes later is added, and one that cannot be computed changes nothing", async () => {
  const all = recorded();
  const computed = new EventTarget();
  const fingerprint = new Promise<string>((resolve) => computed.addEventListener("done", () => resolve(FINGERPRINT)));
  start(all, { fingerprint });
  all.engine.dispatch(beginning.id, { type: "pause" });
  await all.recorder.flushed(beginning.id);
  expect(await all.ledger.get(beginning.id)).toMatchObject({ fingerprint: null });
  computed.dispatchEvent(new Event("done"));
  await fingerprint;
  await new Promise(setImmediate);
  await all.recorder.flushed(beginning.id);
  expect(await all.ledger.get(beginning.id)).toMatchObject({ fingerprint: FINGERPRINT });

  all.recorder.remember(beginning.id, { fingerprint: Promise.reject(new Error("gone")), handle: null, startedAt: 5 });
  await new Promise(setImmediate);
  await all.recorder.flushed(beginning.id);
  expect(await all.ledger.get(beginning.id)).toMatchObject({ fingerprint: null });
});

test("a file that changed leaves the record as it was, and dismissing it removes it", async () => {
  const all = recorded();
  all.server.outcome = (what) => (what === "part 5" ? { kind: "network", cause: "The line broke." } : "fine");
  start(all);
  await phase(all, "transferring");
  const failure = { code: "file_changed", message: "Changed.", requestId: null } as const;
  await new Promise<void>((resolve) => {
    all.engine.subscribe((_before, after) => {
      if (after?.phase.kind === "transferring" && after.phase.acknowledged.length === 2) resolve();
    });
  });
  await all.recorder.flushed(beginning.id);
  all.engine.dispatch(beginning.id, { type: "file_failed", failure });
  await all.recorder.flushed(beginning.id);
  const record = await all.ledger.get(beginning.id);
  expect(record?.acknowledged.length).toBeGreaterThanOrEqual(2);
  all.engine.forget(beginning.id);
  await all.recorder.flushed(beginning.id);
  expect(await all.ledger.get(beginning.id)).toBeNull();
});

test("a ledger that fails is told of once, and never stops an upload", async () => {
  const all = recorded(() => {
    throw new DOMException("No space.", "QuotaExceededError");
  });
  start(all);
  await phase(all, "completed");
  await all.recorder.flushed(beginning.id);
  expect(all.puts.length).toBeGreaterThan(1);
  expect(all.errors).toMatchObject([{ name: "LedgerError", code: "full" }]);
});

test("a ledger that failed for a while has the newest state afterwards", async () => {
  let isFull = true;
  const all = recorded(() => {
    if (isFull) throw new DOMException("No space.", "QuotaExceededError");
  });
  start(all);
  await phase(all, "transferring");
  await all.recorder.flushed(beginning.id);
  isFull = false;
  all.engine.dispatch(beginning.id, { type: "pause" });
  await all.recorder.flushed(beginning.id);
  expect(await all.ledger.get(beginning.id)).toMatchObject({ paused: true });
});
