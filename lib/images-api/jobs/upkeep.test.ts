import { randomBytes } from "node:crypto";
import { copyFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStores, type OpenedStores } from "./stores.fixture";
import { startUpkeep, type Upkeep } from "./upkeep";
import { createVerifier } from "./verifier";

const DAY_MS = 24 * 60 * 60 * 1000;
const ID = "image_upkeep";

let stores: OpenedStores;
let upkeep: Upkeep;

/** Starts the upkeep. Over when what a start begins with is. */
async function begin(): Promise<void> {
  upkeep = startUpkeep({
    ...stores,
    staleUploadMs: 7 * DAY_MS,
    retainDeletedMs: 30 * DAY_MS,
    retainAuditMs: 365 * DAY_MS,
  });
  await upkeep.runOnce(0);
}

beforeEach(async () => {
  stores = await openStores();
  await begin();
});
afterEach(async () => {
  await upkeep.close();
  await stores.dispose();
});

const image = () => stores.metadata.findImage(ID);
const after = (days: number) => Date.now() + days * DAY_MS;

async function storedIds(): Promise<string[]> {
  const ids: string[] = [];
  for await (const { imageId } of stores.objects.listImages()) ids.push(imageId);
  return ids;
}

async function complete(): Promise<void> {
  const sha256 = await stores.upload(ID, randomBytes(1000));
  await stores.metadata.beginVerification(ID, sha256, Date.now());
  await createVerifier(stores).verify(ID);
  expect(await image()).toMatchObject({ status: "completed" });
}

test("an upload without activity is given up and its parts are removed", async () => {
  await stores.upload(ID, randomBytes(10));
  await upkeep.runOnce(after(6.9));
  expect(await image()).toMatchObject({ status: "uploading" });
  const now = after(7.1);
  await upkeep.runOnce(now);
  expect(await image()).toMatchObject({ status: "failed", bytesRemovedAt: now });
  expect((await image())?.failureReason).toContain("No part arrived for 7 days");
  expect(await storedIds()).toEqual([]);
});

test("an image that never got a part is given up too", async () => {
  await stores.upload(ID);
  await upkeep.runOnce(after(7.1));
  expect(await image()).toMatchObject({ status: "failed" });
});

test("an image that waits for its verification is never stale", async () => {
  const sha256 = await stores.upload(ID, randomBytes(10));
  await stores.metadata.beginVerification(ID, sha256, Date.now());
  await upkeep.runOnce(after(100));
  expect(await image()).toMatchObject({ status: "uploading" });
  expect(await storedIds()).toEqual([ID]);
});

test("a deleted image's bytes are kept for the retention time and no longer", async () => {
  await complete();
  await stores.metadata.deleteImage(ID, "ops", Date.now());
  await upkeep.runOnce(after(29.9));
  expect(await storedIds()).toEqual([ID]);
  const now = after(30.1);
  await upkeep.runOnce(now);
  expect(await storedIds()).toEqual([]);
  expect(await image()).toMatchObject({ bytesRemovedAt: now });
});

test("bytes that cannot be removed now do not hold up those of others, and are tried again", async () => {
  await upkeep.close();
  for (const id of [ID, "image_upkeep_2"]) {
    await stores.upload(id, randomBytes(10));
    await stores.metadata.failImage(id, "It broke.", Date.now());
  }
  let isBroken = true;
  const remove = (id: string) =>
    isBroken && id === ID ? Promise.reject(new Error("I/O error")) : stores.objects.remove(id);
  const { metadata, log } = stores;
  const broken = startUpkeep({
    metadata,
    objects: { ...stores.objects, remove },
    staleUploadMs: DAY_MS,
    retainDeletedMs: DAY_MS,
    retainAuditMs: 365 * DAY_MS,
    log,
  });
  await broken.runOnce(Date.now());
  expect(await storedIds()).toEqual([ID]);
  expect(stores.logged).toContainEqual(expect.objectContaining({ level: 50, imageId: ID }));
  isBroken = false;
  await broken.runOnce(Date.now());
  expect(await storedIds()).toEqual([]);
  await broken.close();
});

test("an image cannot be restored once its bytes go, and a restored one keeps them", async () => {
  await complete();
  await stores.metadata.deleteImage(ID, "ops", Date.now());
  await stores.metadata.restoreImage(ID, "ops", Date.now());
  await upkeep.runOnce(after(31));
  expect(await storedIds()).toEqual([ID]);

  await upkeep.close();
  await stores.metadata.deleteImage(ID, "ops", Date.now());
  const attempts: unknown[] = [];
  const remove = async (id: string) => {
    attempts.push(await stores.metadata.restoreImage(id, "ops", Date.now()));
    await stores.objects.remove(id);
  };
  const racing = { ...stores, objects: { ...stores.objects, remove } };
  const other = startUpkeep({
    ...racing,
    staleUploadMs: 7 * DAY_MS,
    retainDeletedMs: 30 * DAY_MS,
    retainAuditMs: 365 * DAY_MS,
  });
  await other.runOnce(after(31));
  await other.close();
  expect(attempts).toEqual(["bytes_removed"]);
  expect(await storedIds()).toEqual([]);
});

test("a completed image is never touched", async () => {
  await complete();
  const row = await image();
  await upkeep.runOnce(after(10_000));
  expect(await image()).toEqual(row);
  expect(await storedIds()).toEqual([ID]);
});

test("bytes that no row knows are kept and told: the database may be an old one", async () => {
  await complete();
  await upkeep.runOnce(after(1));
  expect(stores.logged.filter(({ level }) => level === 40)).toEqual([]);
  const { url } = await stores.objects.presignPart("image_unknown", 1);
  // Its row is unknown, so the part is refused; a restored database finds bytes just the same.
  expect((await fetch(url, { method: "PUT", body: "x" })).status).toBe(409);
  await upkeep.runOnce(after(1000));
  expect((await storedIds()).toSorted()).toEqual(["image_unknown", ID]);
  expect(stores.logged.filter(({ level }) => level === 40)).toMatchObject([{ count: 1, imageIds: ["image_unknown"] }]);
});

test("bytes that came back after their removal are removed again", async () => {
  await stores.upload(ID, randomBytes(10));
  await upkeep.runOnce(after(8));
  await stores.objects.presignPart(ID, 1);
  expect(await storedIds()).toEqual([ID]);
  await upkeep.runOnce(after(8));
  expect(await storedIds()).toEqual([]);
});

test("a part that was stored while its row was not told counts, but not as activity", async () => {
  const { metadata, objects, directory } = stores;
  await metadata.createImage({ id: ID, owner: "ops", name: "debian", createdAt: 1_000 });
  await objects.presignPart(ID, 1);
  // What a crash between the two leaves.
  await writeFile(join(directory, "objects", "open", ID, "1"), "x");
  await upkeep.runOnce(2_000);
  expect(await image()).toMatchObject({ status: "uploading", activeAt: 1_000 });
});

/** Ends the upkeep and starts it again. */
async function restart(): Promise<void> {
  await upkeep.close();
  await begin();
}

test("a start marks a completed image that lost bytes, once, and completes it again when the right ones are back", async () => {
  const errors = () => stores.logged.filter(({ level }) => level === 50);
  const part = join(stores.directory, "objects", "sealed", ID, "1");
  await complete();
  const completed = await image();
  await restart();
  expect(errors()).toEqual([]);
  await copyFile(part, `${stores.directory}/good`);
  await truncate(part, 999);
  for (let start = 1; start <= 2; start++) {
    await restart();
    expect(errors()).toMatchObject([{ imageId: ID, sizeBytes: 1000, storedBytes: 999 }]);
    expect(await image()).toMatchObject({ status: "failed", bytesRemovedAt: null });
  }
  expect((await image())?.failureReason).toContain("999 of 1000 bytes");
  await writeFile(part, randomBytes(1000));
  await restart();
  expect((await image())?.status).toBe("failed");
  await copyFile(`${stores.directory}/good`, part);
  await restart();
  expect(await image()).toMatchObject({ status: "completed", failureReason: null, sha256: completed?.sha256 });
});

test("a start marks nothing while no image has its bytes: the disk is missing", async () => {
  await complete();
  await stores.upload(`${ID}_2`, randomBytes(10));
  const { metadata, objects } = stores;
  await metadata.beginVerification(`${ID}_2`, "ab".repeat(32), Date.now());
  await metadata.completeImage(`${ID}_2`, 10, Date.now());
  for (const id of [ID, `${ID}_2`]) await objects.remove(id);
  await restart();
  expect(await image()).toMatchObject({ status: "completed" });
  expect(stores.logged.filter(({ level }) => level === 50)).toMatchObject([{ completed: 2 }]);
});

test("entries of the audit trail go when they are too old, and only those", async () => {
  await upkeep.runOnce(Date.now());
  const created = Date.now();
  await stores.metadata.createImage({ id: "image_old", owner: "ops", name: "old", createdAt: created - 366 * DAY_MS });
  await stores.metadata.createImage({ id: "image_new", owner: "ops", name: "new", createdAt: created - 364 * DAY_MS });
  await upkeep.runOnce(created);
  const { entries } = await stores.metadata.listAudit({ limit: 10, action: "image.create" });
  expect(entries).toMatchObject([{ imageId: "image_new" }]);
});

test("a start long after anything was noted gives up nothing by age", async () => {
  const { metadata } = stores;
  const old = Date.now() - 365 * DAY_MS;
  for (const id of [ID, "image_deleted"]) await metadata.createImage({ id, owner: "ops", name: id, createdAt: old });
  await metadata.deleteImage("image_deleted", "ops", old);
  await restart();
  expect(await image()).toMatchObject({ status: "started" });
  expect(await metadata.findImage("image_deleted")).toMatchObject({ bytesRemovedAt: null });
  expect(stores.logged.map(({ msg }) => msg)).toContainEqual(expect.stringContaining("the clock is far ahead"));
});
