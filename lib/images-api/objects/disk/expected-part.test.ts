import { createHash, randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { serveStore, type ServedStore } from "./served-store.fixture";

const ID = "image_expected";
const BYTES = randomBytes(1_000);
const MD5 = createHash("md5").update(BYTES).digest("base64");

let served: ServedStore;
beforeEach(async () => {
  served = await serveStore();
});
afterEach(() => served.dispose());

const put = (url: string, body: Buffer, headers: Record<string, string> = {}) =>
  fetch(url, { method: "PUT", body: new Uint8Array(body), headers });

const storedParts = () => served.store.listParts(ID);

test("a link that is bound to nothing says nothing of it, and takes any bytes", async () => {
  const { url } = await served.store.presignPart(ID, 1);
  expect([...new URL(url).searchParams.keys()]).toEqual(["expires", "signature"]);
  expect((await put(url, BYTES, { "Content-MD5": "not looked at" })).status).toBe(200);
});

test("a link that is bound to a length takes no other", async () => {
  const { url } = await served.store.presignPart(ID, 1, { sizeBytes: BYTES.length });
  for (const body of [BYTES.subarray(1), Buffer.concat([BYTES, BYTES])]) {
    const response = await put(url, body);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("This link takes a part of 1000 bytes.");
  }
  expect(await storedParts()).toEqual([]);
  expect((await put(url, BYTES)).status).toBe(200);
  expect(await storedParts()).toEqual([{ partNumber: 1, sizeBytes: BYTES.length }]);
});

test("a link that is bound to an MD5 takes no other bytes, and leaves nothing of them", async () => {
  const { url } = await served.store.presignPart(ID, 1, { contentMd5: MD5 });
  const response = await put(url, randomBytes(BYTES.length), { "Content-MD5": MD5 });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain("another MD5");
  expect(await storedParts()).toEqual([]);
  expect(await readdir(join(served.directory, "incoming"))).toEqual([]);
  expect((await put(url, BYTES, { "Content-MD5": MD5 })).status).toBe(200);
});

test("a link that is bound to an MD5 asks for the header, as S3 does", async () => {
  const { url } = await served.store.presignPart(ID, 1, { sizeBytes: BYTES.length, contentMd5: MD5 });
  expect((await put(url, BYTES)).status).toBe(403);
  expect((await put(url, BYTES, { "Content-MD5": `${"A".repeat(22)}==` })).status).toBe(403);
  expect(await storedParts()).toEqual([]);
});

test.each<[string, (url: URL) => void]>([
  ["length", (url) => url.searchParams.set("size", "999")],
  ["no length", (url) => url.searchParams.delete("size")],
  ["a second length", (url) => url.searchParams.append("size", "999")],
  ["a length that is no number", (url) => url.searchParams.set("size", "1e3")],
  ["MD5", (url) => url.searchParams.set("content_md5", `${"A".repeat(22)}==`)],
  ["no MD5", (url) => url.searchParams.delete("content_md5")],
  ["an MD5 that is none", (url) => url.searchParams.set("content_md5", "A")],
])("what a link is bound to cannot be changed: %s", async (_, alter) => {
  const { url } = await served.store.presignPart(ID, 1, { sizeBytes: BYTES.length, contentMd5: MD5 });
  const altered = new URL(url);
  alter(altered);
  const response = await put(altered.href, BYTES.subarray(1), { "Content-MD5": MD5 });
  expect(response.status).toBe(403);
  expect(await response.text()).toContain("This link is damaged or incomplete.");
});
