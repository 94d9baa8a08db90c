import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { eventually } from "@/lib/utils/eventually.fixture";
import { rig, TARGET, textFile, type Rig } from "./engine/engine-fixture";
import { indexeddbLedger } from "./ledger/indexeddb-ledger";
import { freshStorage, recordLike } from "./ledger/ledger-fixture";
import type { LedgerRecord } from "./ledger/ledger-record";
import { queuedUpload } from "./machine/upload-state";
import { createRememberedUploads, type RememberedUploads } from "./remembered-uploads";
import { SignedInAccounts } from "./signed-in-accounts";
import { MemoryLocks } from "./tabs/locks-fixture";
import { webLocksOwnership } from "./tabs/web-locks-ownership";
import type { ChosenFile } from "./upload-commands";

const FINGERPRINT = "f".repeat(64);
const chosen: ChosenFile = { file: textFile("disk.img", 45), handle: null };
const beginning = queuedUpload({
  id: "upload-1",
  ...TARGET,
  name: "disk.img",
  file: { name: "disk.img", sizeBytes: 45, lastModified: 1 },
});
const page = new EventTarget();
let locks: MemoryLocks;

beforeEach(() => {
  freshStorage();
  locks = new MemoryLocks();
  vi.stubGlobal("window", page);
  vi.stubGlobal("navigator", { locks });
});
afterEach(() => {
  page.dispatchEvent(new Event("pagehide"));
  vi.unstubAllGlobals();
});

interface Tab extends Rig {
  remembered: RememberedUploads;
  accounts: SignedInAccounts;
  begun: LedgerRecord[];
}

function openTab(): Tab {
  const all = rig();
  const accounts = new SignedInAccounts(all.engine);
  const begun: LedgerRecord[] = [];
  const remembered = createRememberedUploads({
    engine: all.engine,
    accounts,
    begin: (record) => begun.push(record),
    onCommand: () => undefined,
    onSignedIn: () => undefined,
    onChange: () => undefined,
  });
  return { ...all, remembered, accounts, begun };
}

function start({ remembered, engine }: Tab): void {
  remembered.keep(beginning.id, chosen, { fingerprint: FINGERPRINT, startedAt: 1 });
  engine.add(beginning, chosen.file);
}

/** What another tab finds in the ledger at the moment when it is given the upload. */
async function foundByTheNextTab(): Promise<LedgerRecord | null> {
  await webLocksOwnership(locks).waitToOwn(beginning.id, new AbortController().signal);
  return indexeddbLedger().get(beginning.id);
}

async function recorded(id: string): Promise<void> {
  await eventually(async () => expect(await indexeddbLedger().get(id)).not.toBeNull());
}

test("an upload that is over is not given to another tab before it is forgotten", async () => {
  const tab = openTab();
  start(tab);
  await recorded(beginning.id);
  const found = foundByTheNextTab();
  // A write is under way, so that the removal has to wait for it.
  tab.engine.dispatch(beginning.id, { type: "pause" });
  tab.engine.forget(beginning.id);
  expect(await found).toBeNull();
});

/** A tab that found an interrupted upload of four parts. */
async function tabWithRecord(changes: Partial<LedgerRecord> = {}): Promise<Tab> {
  await indexeddbLedger().put(recordLike({ id: beginning.id, ...changes }));
  const tab = openTab();
  await eventually(() => expect(tab.remembered.snapshot().interrupted).toHaveLength(1));
  return tab;
}

test("an upload is forgotten on request, unless another tab has it meanwhile", async () => {
  const { remembered } = await tabWithRecord();
  const other = webLocksOwnership(locks);
  await other.claim(beginning.id);
  await remembered.forget(beginning.id);
  expect(await indexeddbLedger().get(beginning.id)).not.toBeNull();
  other.release(beginning.id);
  await eventually(async () => {
    await remembered.forget(beginning.id);
    expect(await indexeddbLedger().get(beginning.id)).toBeNull();
  });
  expect(remembered.snapshot().interrupted).toEqual([]);
  expect(await other.claim(beginning.id)).toBe(true);
});
