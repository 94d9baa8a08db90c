import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { indexeddbLedger } from "@/lib/upload/ledger/indexeddb-ledger";
import { freshStorage, recordLike } from "@/lib/upload/ledger/ledger-fixture";
import { eventually } from "@/lib/utils/eventually.fixture";
import { closeTabs, openTab, viewLike } from "./tabs-fixture";
import { whenUploadsExist } from "./watch";

beforeEach(freshStorage);
afterEach(closeTabs);

function watch(): { count: () => number; end: () => void } {
  let count = 0;
  const end = whenUploadsExist(() => count++);
  return { count: () => count, end };
}

test("tells that an upload is remembered", async () => {
  await indexeddbLedger().put(recordLike());
  const { count } = watch();
  await eventually(() => expect(count()).toBe(1));
});

test("makes no database by looking, and hears of a record that comes later", async () => {
  const { count } = watch();
  const ledger = indexeddbLedger();
  const { channel } = openTab();
  // A database that looking had made would have no place for records.
  expect(await ledger.list()).toEqual({ records: [], setAside: [] });
  channel.post({ type: "ledger_changed" });
  channel.post({ type: "hello" });
  channel.post({ type: "uploads", views: [] });
  await ledger.put(recordLike());
  expect(count()).toBe(0);
  channel.post({ type: "ledger_changed" });
  await eventually(() => expect(count()).toBe(1));
});

test("tells once that another tab uploads, where nothing is remembered", async () => {
  Reflect.deleteProperty(globalThis, "indexedDB");
  const { count } = watch();
  const ended = watch();
  ended.end();
  const { channel, heard } = openTab();
  const other = openTab();
  for (let times = 0; times < 2; times++) channel.post({ type: "uploads", views: [viewLike()] });
  await eventually(() => expect(count()).toBe(1));
  other.channel.post({ type: "ask" });
  await eventually(() => expect(heard).toHaveLength(1));
  expect([count(), ended.count()]).toEqual([1, 0]);
});
