import { createHash, randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { eventually } from "@/lib/utils/eventually.fixture";
import { type BucketProxy, isObject, startProxy } from "./bucket-proxy.fixture";
import { newBucket, type NewBucket } from "./bucket-store.fixture";

const ID = "image_resumed";
const MIB = 1024 * 1024;
const PARTS = [5, 5, 5, 5, 4].map((count) => randomBytes(count * MIB));
const SIZE = 24 * MIB;
const SHA256 = createHash("sha256").update(Buffer.concat(PARTS)).digest("hex");
const FOREVER = new AbortController().signal;

/** One part or more. */
const STOP = { digestStopEveryBytes: 6 * MIB };

let bucket: NewBucket;
let proxy: BucketProxy;

beforeAll(async () => {
  bucket = await newBucket();
  const store = await bucket.open();
  for (const [index, part] of PARTS.entries()) {
    const { url } = await store.presignPart(ID, index + 1);
    expect((await fetch(url, { method: "PUT", body: new Uint8Array(part) })).status).toBe(200);
  }
  await store.seal(ID);
});

beforeEach(async () => {
  proxy = await startProxy(bucket.options.endpoint);
});

afterEach(async () => {
  await proxy.close();
  // Of no format, so that the next test begins at the beginning.
  await bucket.notes.keepDigest(ID, { bytes: 0, state: new Uint8Array(), format: "" });
});

afterAll(() => bucket.dispose());

const open = (options: Parameters<NewBucket["open"]>[0] = {}) =>
  bucket.open({ endpoint: proxy.endpoint, ...STOP, ...options });

/** The state after two parts is noted, and whoever computes the rest hangs. */
async function digestUntilCut(): Promise<void> {
  proxy.decide = (request) => (isObject(request) ? { cutAfterBytes: 11 * MIB } : "pass");
  const first = await open();
  const digest = first.digest(ID, FOREVER).catch((error: unknown) => error);
  await eventually(async () => expect((await bucket.notes.find(ID))?.digest?.bytes).toBe(10 * MIB));
  await first.close();
  expect(await digest).toMatchObject({ message: "The object store was closed." });
  proxy.decide = () => "pass";
  proxy.fetchedBytes = 0;
}

test("another server goes on at the part where a digest was cut off", async () => {
  await digestUntilCut();
  expect(await (await open()).digest(ID, FOREVER)).toBe(SHA256);
  expect(proxy.fetchedBytes).toBe(SIZE - 10 * MIB);
});

test.each([
  ["of another version", { format: "hash-wasm 1.0.0" }],
  ["of more bytes than there are", { bytes: SIZE + 1 }],
  ["that cannot be read", { state: randomBytes(100) }],
])("a state %s is not used", async (_, changes) => {
  await digestUntilCut();
  const digest = (await bucket.notes.find(ID))?.digest;
  if (digest === null || digest === undefined) throw new Error("There is no state.");
  await bucket.notes.keepDigest(ID, { ...digest, ...changes });
  expect(await (await open()).digest(ID, FOREVER)).toBe(SHA256);
  expect(proxy.fetchedBytes).toBe(SIZE);
});

test("a GET that breaks goes on where it broke, and one that is refused for now is tried again", async () => {
  const fates = [{ cutAfterBytes: 7 * MIB }, { answer: 503 }, { cutAfterBytes: 2 * MIB }, { cutAfterBytes: 0 }];
  proxy.decide = (request) => (isObject(request) ? (fates.shift() ?? "pass") : "pass");
  expect(await (await open()).digest(ID, FOREVER)).toBe(SHA256);
  expect(fates).toEqual([]);
  expect(proxy.fetchedBytes).toBeLessThan(SIZE + 2 * MIB);
});

test("what a store refuses is not asked again", async () => {
  let asked = 0;
  proxy.decide = (request) => {
    if (!isObject(request)) return "pass";
    asked++;
    return { answer: 412 };
  };
  await expect((await open()).digest(ID, FOREVER)).rejects.toThrow("The store answered 412 to a GET of the object.");
  expect(asked).toBe(1);
});

test("an abort ends a digest that hangs", async () => {
  const controller = new AbortController();
  const reason = new Error("not wanted any more");
  proxy.decide = (request) => {
    if (!isObject(request)) return "pass";
    controller.abort(reason);
    return new Promise(() => undefined);
  };
  await expect((await open()).digest(ID, controller.signal)).rejects.toBe(reason);
});

test("it asks for the very bytes that it began with", async () => {
  let wanted: string | undefined;
  proxy.decide = (request) => {
    if (isObject(request)) wanted = request.headers["if-match"];
    return "pass";
  };
  expect(await (await open()).digest(ID, FOREVER)).toBe(SHA256);
  expect(wanted).toMatch(/^".+"$/);
});
