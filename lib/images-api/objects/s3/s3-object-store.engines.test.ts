import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { CreateMultipartUploadCommand } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeBucket } from "@/e2e/support/engines/buckets";
import { Swift } from "@/e2e/support/engines/swift";
import { storageFault } from "@/lib/images-api/storage-fault";
import { type BucketProxy, startProxy } from "./bucket-proxy.fixture";
import { newBucket, type NewBucket, WILLING_ROWS } from "./bucket-store.fixture";
import { openClients } from "./client";
import { listOpenUploads } from "./listing";
import { listUploadedParts } from "./parts";
import { abortUpload } from "./uploads";

const ID = "image_bucket";
const FOREVER = new AbortController().signal;
const DAY_MS = 86_400_000;

let bucket: NewBucket;
let proxy: BucketProxy;

beforeEach(async () => {
  bucket = await newBucket();
  proxy = await startProxy(bucket.options.endpoint);
});

afterEach(async () => {
  await proxy.close();
  await bucket.dispose();
});

const put = (url: string, body: Buffer) => fetch(url, { method: "PUT", body: new Uint8Array(body) });

async function openUploads(): Promise<string[]> {
  const clients = openClients(bucket.options);
  const ids: string[] = [];
  for await (const { uploadId } of listOpenUploads(clients)) ids.push(uploadId);
  clients.close();
  return ids;
}

async function abortedUpload(): Promise<void> {
  const first = await bucket.open();
  expect((await put((await first.presignPart(ID, 1)).url, randomBytes(10))).status).toBe(200);
  const clients = openClients(bucket.options);
  await abortUpload(clients, { imageId: ID, uploadId: (await bucket.notes.find(ID))?.uploadId ?? "" });
  clients.close();
}

describe("links", () => {
  test("one that has expired is refused", async () => {
    const store = await bucket.open({ clock: () => Date.now() - 61 * 60_000 });
    expect((await put((await store.presignPart(ID, 1)).url, randomBytes(10))).status).toBe(403);
    const { url, expiresAt } = await (
      await bucket.open({ clock: () => Date.now() - 12.1 * 3_600_000 })
    ).presignDownload({ id: ID, name: "a.img", sha256: "a".repeat(64) });
    expect(expiresAt).toBeLessThan(Date.now());
    expect((await fetch(url)).status).toBe(403);
  });

  test("those for browsers lead to where browsers reach the store", async () => {
    const store = await bucket.open({ publicEndpoint: proxy.endpoint });
    const { url } = await store.presignPart(ID, 1);
    expect(new URL(url).origin).toBe(proxy.endpoint.origin);
    expect((await put(url, randomBytes(10))).status).toBe(200);
    expect(await store.listParts(ID)).toEqual([{ partNumber: 1, sizeBytes: 10 }]);
  });

  test("there is none for an image that takes no parts, and no upload is begun for it", async () => {
    const store = await bucket.open({ rows: { ...WILLING_ROWS, recordPart: () => Promise.resolve(false) } });
    await expect(store.presignPart(ID, 1)).rejects.toMatchObject({ name: "TakesNoPartsError" });
    expect(await openUploads()).toEqual([]);
  });
});

describe("several servers", () => {
  test("begin one upload, and leave no other", async () => {
    const stores = await Promise.all(Array.from({ length: 6 }, () => bucket.open()));
    const urls = await Promise.all(stores.map((store, index) => store.presignPart(ID, index + 1)));
    const uploads = await openUploads();
    expect(uploads).toEqual([(await bucket.notes.find(ID))?.uploadId]);
    for (const { url } of urls) expect((await put(url, randomBytes(10))).status).toBe(200);
    expect(await stores[0]?.listParts(ID)).toHaveLength(6);
  });

  test("seal an image at the same moment, once", async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => bucket.open()));
    const bytes = randomBytes(1_000);
    const [first] = await Promise.all(stores.map((store) => store.presignPart(ID, 1)));
    expect((await put(first?.url ?? "", bytes)).status).toBe(200);
    await Promise.all(stores.map((store) => store.seal(ID)));
    for (const store of stores) {
      expect(await store.listParts(ID)).toEqual([{ partNumber: 1, sizeBytes: 1_000 }]);
      expect(Buffer.compare(await buffer(await store.read(ID)), bytes)).toBe(0);
    }
    expect(await openUploads()).toEqual([]);
  });

  test("that remove and seal an image at the same moment leave nothing of it, or what a further removal takes", async () => {
    const [one, other] = await Promise.all([bucket.open(), bucket.open()]);
    expect((await put((await one.presignPart(ID, 1)).url, randomBytes(1_000))).status).toBe(200);
    await Promise.allSettled([one.seal(ID), other.remove(ID)]);
    await other.remove(ID);
    for await (const { imageId } of other.listImages()) expect.unreachable(imageId);
    expect(await bucket.notes.find(ID)).toBeNull();
  });
});

test("a store that is busy for a moment is asked again, one that stays so is a fault", async () => {
  const store = await bucket.open({ endpoint: proxy.endpoint });
  const fates = [{ answer: 503 }, { cutAfterBytes: 0 }];
  proxy.decide = () => fates.shift() ?? "pass";
  expect((await put((await store.presignPart(ID, 1)).url, randomBytes(10))).status).toBe(200);
  expect(fates).toEqual([]);
  proxy.decide = () => ({ answer: 503 });
  const error: unknown = await store.seal(ID).catch((reason: unknown) => reason);
  expect(storageFault(error)).toMatchObject({ status: 503, retryAfterSeconds: 5 });
});

test("parts are listed of all pages", async () => {
  const store = await bucket.open();
  for (const partNumber of [1, 2, 9, 10, 10_000]) {
    expect((await put((await store.presignPart(ID, partNumber)).url, Buffer.from("x"))).status).toBe(200);
  }
  const clients = openClients(bucket.options);
  const uploadId = (await bucket.notes.find(ID))?.uploadId ?? "";
  const parts = await listUploadedParts(clients, { imageId: ID, uploadId }, 2);
  clients.close();
  expect(parts?.map(({ partNumber }) => partNumber)).toEqual([1, 2, 9, 10, 10_000]);
});

describe("an upload that somebody else aborted", () => {
  test("begins anew, once for all who go on with it", async () => {
    await abortedUpload();
    const store = await bucket.open();
    const links = await Promise.all([1, 2, 3, 4].map((part) => store.presignPart(ID, part)));
    for (const { url } of links) expect((await put(url, randomBytes(10))).status).toBe(200);
    expect(await store.listParts(ID)).toHaveLength(4);
    expect(await openUploads()).toEqual([(await bucket.notes.find(ID))?.uploadId]);
  });

  test("does not when its image was closed meanwhile", async () => {
    await abortedUpload();
    const store = await bucket.open({ rows: { ...WILLING_ROWS, takesParts: () => Promise.resolve(false) } });
    await expect(store.presignPart(ID, 1)).rejects.toThrow("takes no parts");
    expect(await openUploads()).toEqual([]);
  });
});

test("sweeping aborts an old upload that nobody noted, and neither another nor one of an image that no row knows", async () => {
  const rows = { ...WILLING_ROWS, isKnown: (imageId: string) => Promise.resolve(imageId !== "image_others") };
  const store = await bucket.open({ rows });
  await store.presignPart(ID, 1);
  const clients = openClients(bucket.options);
  for (const Key of ["images/image_lost", "images/image_others", "images/not ours", "image_lost"]) {
    await clients.own.send(new CreateMultipartUploadCommand({ Bucket: bucket.options.name, Key }));
  }
  clients.close();
  await store.sweep(FOREVER);
  expect(await openUploads()).toHaveLength(3);
  await (await bucket.open({ rows, clock: () => Date.now() + 1.1 * DAY_MS })).sweep(FOREVER);
  expect(await openUploads()).toHaveLength(2);
  expect(await openUploads()).toContain((await bucket.notes.find(ID))?.uploadId);
});

describe("whether the bucket can be used", () => {
  test("is known", async () => {
    await (await bucket.open()).checkReachable();
    await expect((await bucket.open({ name: "no-such-bucket" })).checkReachable()).rejects.toMatchObject({
      code: "S3_NO_BUCKET",
    });
    const credentials = { accessKeyId: "nobody", secretAccessKey: "wrong" };
    await expect((await bucket.open({ credentials })).checkReachable()).rejects.toMatchObject({ code: "S3_REFUSED" });
    proxy.decide = () => ({ cutAfterBytes: 0 });
    const unreachable = await bucket.open({ endpoint: new URL("http://127.0.0.1:9") });
    await expect(unreachable.checkReachable()).rejects.toMatchObject({ code: "S3_UNREACHABLE" });
  });
});

test("what was acknowledged outlives the end of the engine", async () => {
  const swift = await Swift.start();
  const doomed = await newBucket({ ...swift.settings, bucket: await makeBucket(swift.settings) });
  try {
    const store = await doomed.open();
    const parts = [randomBytes(5 * 1024 * 1024), randomBytes(1_000)];
    for (const [index, part] of parts.entries()) {
      expect((await put((await store.presignPart(ID, index + 1)).url, part)).status).toBe(200);
    }
    await swift.kill();
    const error: unknown = await store.seal(ID).catch((reason: unknown) => reason);
    expect(storageFault(error)?.message).toContain("does not answer");
    await swift.startAgain();
    await store.seal(ID);
    expect(Buffer.compare(await buffer(await store.read(ID)), Buffer.concat(parts))).toBe(0);
  } finally {
    await doomed.dispose();
    await swift.stop();
  }
});
