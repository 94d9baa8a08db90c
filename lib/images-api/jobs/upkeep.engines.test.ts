import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freeze, holdBack, type TestServer, TestServers, upload, WATCHED_LEASE } from "./servers.fixture";
import { startUpkeep, type Upkeep } from "./upkeep";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const ID = "image_upkeep";

let servers: TestServers;
let one: TestServer;
let other: TestServer;
let upkeeps: Upkeep[];

beforeEach(async () => {
  upkeeps = [];
  servers = await TestServers.create();
  [one, other] = [await servers.open(), await servers.open()];
});
afterEach(async () => {
  for (const { proxy } of [one, other]) proxy.decide = () => "pass";
  await Promise.all(upkeeps.map((upkeep) => upkeep.close()));
  await servers.dispose();
});

function startOn(server: TestServer): Upkeep {
  const upkeep = startUpkeep({
    ...server,
    place: "bucket",
    staleUploadMs: 7 * DAY_MS,
    retainDeletedMs: 30 * DAY_MS,
    retainAuditMs: 365 * DAY_MS,
    lease: WATCHED_LEASE,
  });
  upkeeps.push(upkeep);
  return upkeep;
}

/** Resolves when what a start begins with is over. */
const firstRounds = (upkeep: Upkeep) => upkeep.runOnce(0);

const image = () => one.metadata.findImage(ID);

async function storedIds(): Promise<string[]> {
  const ids: string[] = [];
  for await (const { imageId } of one.objects.listImages()) ids.push(imageId);
  return ids.toSorted();
}

/** Counts how often the bucket's objects are listed. */
function countListings(): () => number {
  let count = 0;
  for (const { proxy } of [one, other]) {
    proxy.decide = ({ url }) => {
      if (url?.includes("list-type=2") === true) count++;
      return "pass";
    };
  }
  return () => count;
}

test("an upload that is given up loses its parts", async () => {
  await upload(one, ID, randomBytes(10));
  const now = Date.now();
  await startOn(one).runOnce(now + 8 * DAY_MS);
  expect(await image()).toMatchObject({ status: "failed", bytesRemovedAt: now + 8 * DAY_MS });
  expect(await storedIds()).toEqual([]);
});

test("of servers that start at once one does each round for all", async () => {
  const listings = countListings();
  await Promise.all([one, other].map((server) => firstRounds(startOn(server))));
  // Two are those that were asked for here.
  expect(listings()).toBe(2 + 2);
  for (const name of ["upkeep", "damage"] as const) {
    expect(await one.metadata.claims.beginRound(name, HOUR_MS, 1)).toBe(false);
  }
});

test("a server that stops in a round leaves it to others at once", async () => {
  const held = holdBack();
  let asked = 0;
  one.proxy.decide = () => {
    asked++;
    return held.passed;
  };
  const stopping = startOn(one);
  await expect.poll(() => asked, { timeout: 20_000 }).toBe(1);
  expect(await other.metadata.claims.beginRound("upkeep", HOUR_MS, 1)).toBe(false);
  const closed = stopping.close();
  held.letGo();
  await closed;
  expect(await other.metadata.claims.beginRound("upkeep", HOUR_MS, 1)).toBe(true);
});

test("bytes of deleted images go, and no others", async () => {
  for (const id of [ID, "image_kept"]) {
    await freeze(one, id, randomBytes(10));
    await one.objects.seal(id);
    await one.metadata.completeImage(id, 10, Date.now());
  }
  await one.metadata.deleteImage(ID, "ops", Date.now());
  const upkeep = startOn(other);
  await upkeep.runOnce(Date.now() + 29 * DAY_MS);
  expect(await storedIds()).toEqual(["image_kept", ID]);
  await upkeep.runOnce(Date.now() + 31 * DAY_MS);
  expect(await storedIds()).toEqual(["image_kept"]);
});
