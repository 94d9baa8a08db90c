import { createHash, randomBytes } from "node:crypto";
import { rename, symlink, unlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStores, type OpenedStores } from "./stores.fixture";
import { createVerifier, type Verifier } from "./verifier";

const ID = "image_verify";
const OTHER_SHA256 = createHash("sha256").update("another file").digest("hex");

let stores: OpenedStores;
let verifier: Verifier;

beforeEach(async () => {
  stores = await openStores();
  verifier = createVerifier({ ...stores, pollEveryMs: 100 });
});
afterEach(async () => {
  await verifier.close();
  await stores.dispose();
});

async function freeze(declared: (computed: string) => string = (computed) => computed): Promise<string> {
  const sha256 = await stores.upload(ID, randomBytes(100_000), randomBytes(50));
  expect(await stores.metadata.beginVerification(ID, declared(sha256), Date.now())).toBe(true);
  return sha256;
}

const image = () => stores.metadata.findImage(ID);

test("an image whose checksum agrees is completed, with the size of its bytes", async () => {
  const sha256 = await freeze();
  await verifier.verify(ID);
  expect(await image()).toMatchObject({ status: "completed", sha256, sizeBytes: 100_050, failureReason: null });
});

test("an image whose checksum differs fails, and both checksums are told", async () => {
  const sha256 = await freeze(() => OTHER_SHA256);
  await verifier.verify(ID);
  const row = await image();
  expect(row?.status).toBe("failed");
  expect(row?.failureReason).toContain(sha256);
  expect(row?.failureReason).toContain(OTHER_SHA256);
});

test("a verified image takes no part any more", async () => {
  await freeze();
  const { url } = await stores.objects.presignPart(ID, 1);
  await verifier.verify(ID);
  expect((await fetch(url, { method: "PUT", body: "x" })).status).toBe(409);
});

test("verifying twice at once is one run, and again later is harmless", async () => {
  await freeze();
  await Promise.all([verifier.verify(ID), verifier.verify(ID)]);
  const row = await image();
  await verifier.verify(ID);
  expect(await image()).toEqual(row);
  expect(stores.logged.filter(({ msg }) => msg === "image verified")).toHaveLength(1);
});

test("an image that is not frozen, or not there, is left alone", async () => {
  await stores.upload(ID, randomBytes(10));
  const row = await image();
  await verifier.verify(ID);
  await verifier.verify("image_unknown");
  expect(await image()).toEqual(row);
  expect((await fetch((await stores.objects.presignPart(ID, 2)).url, { method: "PUT", body: "x" })).status).toBe(200);
});

test("a deletion ends the verification, and it can be begun again", async () => {
  await freeze();
  const run = verifier.verify(ID);
  await stores.metadata.deleteImage(ID, "ops", Date.now());
  verifier.abort(ID);
  await run;
  expect(await image()).toMatchObject({ status: "uploading" });
  await stores.metadata.restoreImage(ID, "ops", Date.now());
  await verifier.verify(ID);
  expect(await image()).toMatchObject({ status: "completed" });
});

test("whoever waits no longer stops nothing", async () => {
  await freeze();
  await verifier.verify(ID, AbortSignal.abort());
  await verifier.verify(ID);
  expect(await image()).toMatchObject({ status: "completed" });
});

test("where bytes are not read an image is completed with its size and the checksum that was given, unverified", async () => {
  const trusting = createVerifier({ ...stores, readsBytes: false });
  await freeze(() => OTHER_SHA256);
  await trusting.verify(ID);
  expect(await image()).toMatchObject({
    status: "completed",
    sha256: OTHER_SHA256,
    isVerified: false,
    sizeBytes: 100_050,
  });
  const { url } = await stores.objects.presignPart(ID, 1);
  expect((await fetch(url, { method: "PUT", body: "x" })).status).toBe(409);
  await trusting.close();
});

test("a start goes on with what was due, once or twice", async () => {
  await freeze();
  const interrupted = verifier.verify(ID);
  await verifier.close();
  await interrupted;
  expect(await image()).toMatchObject({ status: "uploading" });
  verifier = createVerifier(stores);
  verifier.start();
  await expect.poll(image).toMatchObject({ status: "completed" });
});

test("a closed verifier starts nothing", async () => {
  await freeze();
  await verifier.close();
  await verifier.verify(ID);
  expect(await image()).toMatchObject({ status: "uploading" });
});

test("an error of the disk decides nothing: the image is read again until it can be", async () => {
  await freeze();
  await stores.objects.seal(ID);
  const part = join(stores.directory, "objects", "sealed", ID, "1");
  // A link to itself cannot be opened (ELOOP), whoever asks.
  await rename(part, `${part}.aside`);
  await symlink(part, part);
  verifier.start();
  const run = verifier.verify(ID);
  await expect.poll(() => stores.logged.filter(({ level }) => level === 50).length).toBeGreaterThan(0);
  expect(await image()).toMatchObject({ status: "uploading", failureReason: null });
  await unlink(part);
  await rename(`${part}.aside`, part);
  await run;
  expect(await image()).toMatchObject({ status: "completed" });
});

test("bytes that are not there decide nothing either: the disk they are on may come back", async () => {
  await freeze();
  await stores.objects.seal(ID);
  const folder = join(stores.directory, "objects", "sealed", ID);
  await rename(folder, `${folder}.aside`);
  verifier.start();
  const run = verifier.verify(ID);
  await expect.poll(() => stores.logged.filter(({ level }) => level === 50).length).toBeGreaterThan(0);
  expect(await image()).toMatchObject({ status: "uploading", failureReason: null });
  await rename(`${folder}.aside`, folder);
  await run;
  expect(await image()).toMatchObject({ status: "completed" });
});
