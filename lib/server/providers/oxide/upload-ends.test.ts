import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startOxideFake, type OxideFake } from "@/e2e/support/fakes/oxide/oxide-fake";
import { ApiError } from "@/lib/contract/errors";
import { begun, BYTES, filled, leftovers, NO_WAITS, SHA256, someoneAt, streamOf, uploadsOf } from "./upload-fixture";

let fake: OxideFake;
beforeAll(async () => {
  fake = await startOxideFake({ slowMs: 200 });
});
afterEach(() => expect(fake.problems()).toEqual([]));
afterAll(() => fake.close());

test("what takes long is verified in the meantime, and ends by itself", async () => {
  const one = someoneAt(fake, { ...NO_WAITS, completeMs: 1 });
  const image = await filled(one, "fail-slow-finalize");
  expect(await one.upload.complete(image.id, { sha256: SHA256 })).toMatchObject({ id: image.id, status: "verifying" });
  expect(await one.provider.get(image.id)).toMatchObject({ status: "verifying" });
  const patient = uploadsOf(one.again());
  let answer = await patient.complete(image.id, { sha256: SHA256 });
  while (answer.status === "verifying") answer = await patient.complete(image.id, { sha256: SHA256 });
  expect(answer).toMatchObject({ name: "fail-slow-finalize", status: "completed" });
  await expect.poll(() => leftovers(one)).toEqual([]);
});

test("an upload that ended while nobody looked is found by its old id, as the image that it became", async () => {
  const one = someoneAt(fake);
  const image = await filled(one, "ended-unseen");
  const made = await one.upload.complete(image.id, { sha256: SHA256 });
  const found = await one.provider.get(image.id);
  expect(found).toMatchObject({ id: made.id, name: "ended-unseen", status: "completed" });
  expect(found.id).not.toBe(image.id);
  await expect(one.provider.delete(image.id)).rejects.toMatchObject({ code: "not_found" });
  expect(await one.provider.get(made.id)).toEqual(found);
});

test("a token that may only look neither ends nor joins what goes on with another one", async () => {
  const one = someoneAt(fake, { ...NO_WAITS, completeMs: 1 });
  const image = await filled(one, "fail-slow-and-watched");
  await one.upload.complete(image.id, { sha256: SHA256 });
  const watcher = one.as(`readonly-${one.user}`);
  await expect(watcher.delete(image.id)).rejects.toBeInstanceOf(ApiError);
  await expect.poll(() => one.silo.images.map(({ name }) => name)).toContain("fail-slow-and-watched");
  await expect.poll(() => leftovers(one)).toEqual([]);
});

test("a disk that faults is a failed image, whose deletion removes it", async () => {
  const one = someoneAt(fake);
  const image = await filled(one, "fail-broken-disk");
  await expect(one.upload.complete(image.id, { sha256: SHA256 })).rejects.toMatchObject({ code: "upstream_failed" });
  const failed = await one.upload.complete(image.id, { sha256: SHA256 });
  expect(failed).toMatchObject({ id: image.id, status: "failed", failureReason: expect.stringContaining("faulted") });
  await one.provider.delete(image.id);
  expect(leftovers(one)).toEqual([]);
});

const COMPLETION = [
  { method: "POST", path: "/bulk-write-stop", done: false },
  { method: "POST", path: "/bulk-write-stop", done: true },
  { method: "POST", path: "/finalize", done: false },
  { method: "POST", path: "/finalize", done: true },
  { method: "POST", path: "/images", done: false },
  { method: "POST", path: "/images", done: true },
];

test.each(COMPLETION)(
  "completing goes on after $path failed (done all the same: $done)",
  async ({ method, path, done }) => {
    const one = someoneAt(fake);
    const image = await filled(one, "interrupted");
    fake.breakNext({ method, path, done });
    await expect(one.upload.complete(image.id, { sha256: SHA256 })).rejects.toMatchObject({ code: "upstream_failed" });
    expect(await one.upload.complete(image.id, { sha256: SHA256 })).toMatchObject({ status: "completed" });
    expect(leftovers(one)).toEqual([]);
    expect(one.silo.images.filter(({ name }) => name === "interrupted")).toHaveLength(1);
  },
);

test("a disk that could not be removed after the image was made stays in the list until it is", async () => {
  const one = someoneAt(fake);
  const image = await filled(one, "fail-cleanup-twice");
  const made = await one.upload.complete(image.id, { sha256: SHA256 });
  expect(made.status).toBe("completed");
  const { images } = await one.provider.list({ limit: 50, includeDeleted: false });
  expect(images.find(({ id }) => id === image.id)).toMatchObject({
    status: "failed",
    failureReason: expect.stringContaining("The image is made"),
  });
  await expect(one.provider.delete(image.id)).rejects.toMatchObject({ code: "upstream_failed" });
  await one.provider.delete(image.id);
  expect(leftovers(one)).toEqual([]);
  expect(await one.provider.get(made.id)).toMatchObject({ name: "fail-cleanup-twice" });
});

test("an image of the same name that somebody else made is left alone", async () => {
  const one = someoneAt(fake);
  const image = await filled(one, "raced");
  const other = one.silo.addImage({ name: "raced", projectId: one.project });
  const answer = await one.upload.complete(image.id, { sha256: SHA256 });
  expect(answer).toMatchObject({ status: "failed", failureReason: expect.stringContaining("Another image") });
  await one.provider.delete(image.id);
  expect(leftovers(one)).toEqual([]);
  expect(one.silo.images).toContain(other);
});

const REMOVAL = [
  { method: "POST", path: "/bulk-write-stop", state: "importing", done: false },
  { method: "POST", path: "/bulk-write-stop", state: "importing", done: true },
  { method: "POST", path: "/finalize", state: "importing", done: false },
  { method: "POST", path: "/finalize", state: "importing", done: true },
  { method: "DELETE", path: "", state: "importing", done: false },
  { method: "DELETE", path: "", state: "importing", done: true },
  // With a snapshot, which goes first.
  { method: "DELETE", path: "", state: "detached", done: false },
  { method: "DELETE", path: "", state: "detached", done: true },
];

test.each(REMOVAL)(
  "removing an upload goes on after $method $path failed on a disk that is $state (done all the same: $done)",
  async ({ method, path, state, done }) => {
    const one = someoneAt(fake);
    const image = await filled(one, "canceled");
    if (state === "detached") {
      // What a server leaves that ends between finalizing and making the image.
      fake.breakNext({ method: "POST", path: "/images" });
      await expect(one.upload.complete(image.id, { sha256: SHA256 })).rejects.toThrow();
      expect(leftovers(one)).toHaveLength(2);
    }
    fake.breakNext({ method, path, done });
    await expect(one.provider.delete(image.id)).rejects.toMatchObject({ code: "upstream_failed" });
    const isGone = leftovers(one).length === 0;
    if (isGone) await expect(one.provider.delete(image.id)).rejects.toMatchObject({ code: "not_found" });
    else await one.provider.delete(image.id);
    expect(leftovers(one)).toEqual([]);
    expect(one.silo.images.map(({ name }) => name)).not.toContain("canceled");
  },
);

test("an upload that is removed while it is completed makes no image", async () => {
  const one = someoneAt(fake, { ...NO_WAITS, completeMs: 1 });
  const image = await filled(one, "fail-slow-and-canceled");
  await one.upload.complete(image.id, { sha256: SHA256 });
  await one.provider.delete(image.id);
  expect(leftovers(one)).toEqual([]);
  expect(one.silo.images.map(({ name }) => name)).not.toContain("fail-slow-and-canceled");
});

test("a disk that the rack works on is removed later", async () => {
  const one = someoneAt(fake);
  const image = await filled(one, "busy");
  const disk = one.silo.disks.find(({ state }) => state === "importing_from_bulk_writes");
  if (disk !== undefined) disk.state = "finalizing";
  await expect(one.provider.delete(image.id)).rejects.toMatchObject({ code: "conflict" });
  expect(await one.upload.complete(image.id, { sha256: SHA256 })).toMatchObject({ status: "verifying" });
  if (disk !== undefined) disk.state = "detached";
  await one.provider.delete(image.id);
  expect(leftovers(one)).toEqual([]);
});

test("another user's upload is not found", async () => {
  const [one, other] = [someoneAt(fake), someoneAt(fake)];
  const image = await begun(one, "private");
  await expect(other.upload.putPart(image.id, 1, streamOf(BYTES))).rejects.toMatchObject({ code: "not_found" });
  await expect(other.upload.complete(image.id, { sha256: SHA256 })).rejects.toMatchObject({ code: "not_found" });
  await expect(other.provider.delete(image.id)).rejects.toMatchObject({ code: "not_found" });
});
