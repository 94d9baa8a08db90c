import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type BucketProxy, type Fate, startProxy } from "./bucket-proxy.fixture";
import { newBucket, type NewBucket } from "./bucket-store.fixture";

const ID = "image_sealed";

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

/** As Amazon S3 forgets an upload that is over; Swift remembers what came of it. */
function forget(request: IncomingMessage): Fate {
  return request.url?.includes("uploadId=") === true ? { answer: 404 } : "pass";
}

test("a part that is replaced between its listing and its completion is taken as it is then", async () => {
  const direct = await bucket.open();
  expect((await put((await direct.presignPart(ID, 1)).url, Buffer.from("first, and longer"))).status).toBe(200);
  const { url } = await direct.presignPart(ID, 1);
  let completions = 0;
  proxy.decide = async (request): Promise<Fate> => {
    if (request.method === "POST" && ++completions === 1) await put(url, Buffer.from("second"));
    return "pass";
  };
  await (await bucket.open({ endpoint: proxy.endpoint })).seal(ID);
  expect(completions).toBe(2);
  expect(await direct.listParts(ID)).toEqual([{ partNumber: 1, sizeBytes: 6 }]);
  expect(String(await buffer(await direct.read(ID)))).toBe("second");
});

test("a server that was cut off while it sealed goes on where it stood", async () => {
  const store = await bucket.open({ endpoint: proxy.endpoint });
  const bytes = randomBytes(1_000);
  expect((await put((await store.presignPart(ID, 1)).url, bytes)).status).toBe(200);
  // The completion is done, and nobody hears of it.
  proxy.decide = (request) => (request.method === "POST" ? { cutAfterBytes: 0 } : "pass");
  await store.seal(ID).catch(() => undefined);
  proxy.decide = () => "pass";
  await store.seal(ID);
  expect(await store.listParts(ID)).toEqual([{ partNumber: 1, sizeBytes: 1_000 }]);
  expect(Buffer.compare(await buffer(await store.read(ID)), bytes)).toBe(0);
});

describe("an upload that is over, where the store forgets it", () => {
  test("is sealed when its object is there, although a crash kept its parts from being noted", async () => {
    const store = await bucket.open({ endpoint: proxy.endpoint });
    const bytes = randomBytes(1_000);
    expect((await put((await store.presignPart(ID, 1)).url, bytes)).status).toBe(200);
    await store.seal(ID);
    const { uploadId = "" } = (await bucket.notes.find(ID)) ?? {};
    await bucket.notes.remove(ID);
    await bucket.notes.begin(ID, uploadId);
    proxy.decide = forget;
    expect(await store.listParts(ID)).toEqual([{ partNumber: 1, sizeBytes: 1_000 }]);
    await store.seal(ID);
    expect((await bucket.notes.find(ID))?.sealedParts).toEqual([{ partNumber: 1, sizeBytes: 1_000 }]);
    expect(Buffer.compare(await buffer(await store.read(ID)), bytes)).toBe(0);
  });

  test("is sealed with its parts when the answer to its completion was lost", async () => {
    const store = await bucket.open({ endpoint: proxy.endpoint });
    const parts = [randomBytes(5 * 1024 * 1024), randomBytes(1_000)];
    for (const [index, part] of parts.entries()) {
      expect((await put((await store.presignPart(ID, index + 1)).url, part)).status).toBe(200);
    }
    let completions = 0;
    proxy.decide = (request) => {
      if (request.method !== "POST") return "pass";
      return ++completions === 1 ? { cutAfterBytes: 0 } : { answer: 404 };
    };
    await store.seal(ID);
    expect(completions).toBe(2);
    expect(await store.listParts(ID)).toEqual(
      parts.map(({ length }, index) => ({ partNumber: index + 1, sizeBytes: length })),
    );
  });

  test("is an error when there is no object either, and nothing is noted for good", async () => {
    const store = await bucket.open({ endpoint: proxy.endpoint });
    expect((await put((await store.presignPart(ID, 1)).url, randomBytes(10))).status).toBe(200);
    proxy.decide = forget;
    await expect(store.seal(ID)).rejects.toThrow("is in the bucket");
    expect((await bucket.notes.find(ID))?.sealedParts).toBeNull();
    proxy.decide = () => "pass";
    await store.seal(ID);
    expect(await store.listParts(ID)).toEqual([{ partNumber: 1, sizeBytes: 10 }]);
  });
});
