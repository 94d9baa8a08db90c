import "fake-indexeddb/auto";
import { openDB } from "idb";
import { beforeEach, expect, test } from "vitest";
import { indexeddbLedger } from "./indexeddb-ledger";
import { freshStorage, recordLike } from "./ledger-fixture";

beforeEach(freshStorage);

/** Writes what no version of this code would. */
async function putRaw(...values: unknown[]): Promise<void> {
  const database = await openDB("images-dashboard");
  for (const value of values) await database.put("uploads", value);
  database.close();
}

test("remembers uploads until they are removed", async () => {
  const ledger = indexeddbLedger();
  const [one, two] = [recordLike(), recordLike({ id: "upload-2", image: null, acknowledged: [], hash: null })];
  await ledger.put(one);
  await ledger.put(two);
  expect(await indexeddbLedger().list()).toEqual({ records: [one, two], setAside: [] });

  const changed = { ...one, acknowledged: [1, 2, 3] };
  await ledger.put(changed);
  expect(await ledger.get(one.id)).toEqual(changed);

  await ledger.remove(one.id);
  await ledger.remove("unknown");
  expect(await ledger.get(one.id)).toBeNull();
  expect((await ledger.list()).records).toEqual([two]);
});

test("sets a record that does not parse aside, as it was, and tells so each time", async () => {
  const ledger = indexeddbLedger();
  await ledger.put(recordLike());
  const broken = { ...recordLike({ id: "upload-2", name: "old.img" }), version: 7, more: [new Date(5)] };
  await putRaw(broken, { id: "upload-3" });
  expect(await ledger.get("upload-2")).toBeNull();

  const { records, setAside } = await ledger.list();
  expect(records).toEqual([recordLike()]);
  expect(setAside.map(({ name }) => name)).toEqual(["old.img", "upload-3"]);
  expect(setAside[0]?.reason).toMatch(/old\.img cannot be understood \(version\)/);
  expect((await ledger.list()).setAside).toEqual(setAside);

  const database = await openDB("images-dashboard");
  expect(await database.getAllKeys("uploads")).toEqual(["upload-1"]);
  expect(await database.getAll("set-aside")).toMatchObject([{ record: broken }, { record: { id: "upload-3" } }]);
});

test("keeps the newest twenty of what is set aside", async () => {
  const ledger = indexeddbLedger();
  await ledger.list();
  await putRaw(...Array.from({ length: 15 }, (_, index) => ({ id: `first-${index}` })));
  await ledger.list();
  await putRaw(...Array.from({ length: 10 }, (_, index) => ({ id: `second-${index}` })));
  const { setAside } = await ledger.list();
  expect(setAside).toHaveLength(20);
  expect(setAside.filter(({ name }) => name.startsWith("second"))).toHaveLength(10);
});

test("makes way for a newer version of the page in another tab, and says so", async () => {
  const ledger = indexeddbLedger();
  await ledger.put(recordLike());
  const newer = await openDB("images-dashboard", 3);
  await expect(ledger.list()).rejects.toMatchObject({ name: "LedgerError", code: "outdated" });
  newer.close();
});

test("opens the database again after the connection was closed under it", async () => {
  const ledger = indexeddbLedger();
  await ledger.put(recordLike());
  // Another tab that clears the site's data closes every connection first.
  await new Promise((resolve, reject) => {
    const deletion = indexedDB.deleteDatabase("images-dashboard");
    deletion.addEventListener("success", resolve);
    deletion.addEventListener("error", reject);
  });
  expect(await ledger.list()).toEqual({ records: [], setAside: [] });
  await ledger.put(recordLike());
  expect((await ledger.list()).records).toHaveLength(1);
});

test("says that this browser remembers nothing where there is no storage, and tries again each time", async () => {
  const ledger = indexeddbLedger();
  const storage = globalThis.indexedDB;
  Reflect.deleteProperty(globalThis, "indexedDB");
  const failure = { name: "LedgerError", code: "unavailable", message: expect.stringContaining("does not remember") };
  await expect(ledger.list()).rejects.toMatchObject(failure);
  await expect(ledger.put(recordLike())).rejects.toMatchObject(failure);
  globalThis.indexedDB = storage;
  await ledger.put(recordLike());
  expect((await ledger.list()).records).toHaveLength(1);
});

test("a refused write is an error with a sentence, and leaves what was there", async () => {
  const ledger = indexeddbLedger();
  await ledger.put(recordLike());
  const uncloneable = Object.assign(recordLike({ acknowledged: [1] }), { extra: () => 1 });
  await expect(ledger.put(uncloneable)).rejects.toMatchObject({ name: "LedgerError", code: "failed" });
  expect(await ledger.get("upload-1")).toEqual(recordLike());
});
