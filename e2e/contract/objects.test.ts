import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { request } from "./support/api";
import { expectError } from "./support/expectations";
import {
  complete,
  createImage,
  downloadLink,
  getImage,
  MIN_PART_BYTES,
  partUrl,
  sha256,
  uploadImage,
} from "./support/images";
import { changed, expectRefused, forgeries, preflight } from "./support/object-urls";
import { type DownloadShape, type ImageShape, presignedShape } from "./support/shapes";

// What any store of bytes promises, the product's own and a bucket. What only ours does is in own-objects.test.ts.

describe("a part URL", () => {
  const sent = randomBytes(100);
  let url: string;
  let id: string;

  beforeAll(async () => {
    ({ id } = await createImage());
    url = await partUrl(id, 1);
  });

  test("takes bytes without a token from any origin, and shows that origin its ETag", async () => {
    const response = await fetch(url, {
      method: "PUT",
      headers: { "Content-Type": "application/octet-stream", Origin: "https://dashboard.example" },
      body: sent,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("etag")).toMatch(/^".+"$/);
    expect(response.headers.get("access-control-allow-origin")).toMatch(/^(\*|https:\/\/dashboard\.example)$/);
    expect(response.headers.get("access-control-expose-headers")?.toLowerCase()).toContain("etag");
    expect((await getImage(id)).upload_status).toBe("uploading");
  });

  test("answers a browser's preflight", async () => {
    const response = await preflight(url, "PUT");
    expect(response.ok).toBe(true);
    expect(response.headers.get("access-control-allow-methods")).toContain("PUT");
    expect(response.headers.get("access-control-allow-headers")?.toLowerCase()).toContain("content-type");
    expect(response.headers.get("access-control-allow-origin")).toMatch(/^(\*|https:\/\/dashboard\.example)$/);
  });

  test("is for its own part, image, time and method only: what is refused changes nothing", async () => {
    const other = await createImage();
    const forged = [...forgeries(url), changed(url, (it) => (it.pathname = it.pathname.replace(id, other.id)))];
    for (const target of forged) {
      await expectRefused(await fetch(target, { method: "PUT", body: randomBytes(10) }), target);
    }
    for (const method of ["GET", "POST", "DELETE"]) {
      const response = await fetch(url, { method });
      expect(response.status, method).toBeGreaterThanOrEqual(400);
      await response.arrayBuffer();
    }
    expect((await getImage(other.id)).upload_status).toBe("started");
    const reply = await complete(id, sha256(sent));
    expect(reply.body).toMatchObject({ upload_status: "completed", size: sent.length });
  });

  test("of a part whose length is told takes no other", async () => {
    const image = await createImage();
    const reply = await request("POST", `/v2/images/${image.id}/parts`, { json: { part_id: 1, size: sent.length } });
    const exact = presignedShape.parse(reply.body).url;
    const put = (body: Uint8Array<ArrayBuffer>): Promise<Response> => fetch(exact, { method: "PUT", body });
    await expectRefused(await put(randomBytes(sent.length + 1)), exact);
    expect((await put(sent)).status).toBe(200);
  });
});

describe("a download URL", () => {
  let bytes: Buffer;
  let image: ImageShape;
  let link: DownloadShape;

  beforeAll(async () => {
    const [first, last] = [randomBytes(MIN_PART_BYTES), randomBytes(1000)];
    bytes = Buffer.concat([first, last]);
    image = await uploadImage(first, last);
    link = await downloadLink(image.id);
  });

  const get = (headers: Record<string, string> = {}) => fetch(link.url, { headers });

  test("is not given before the image is completed", async () => {
    const { id } = await createImage();
    expectError(await request("GET", `/v2/images/${id}/download`), 409, "conflict");
  });

  test("tells digest, length and an expiry that is to come", () => {
    expect(link).toMatchObject({ sha256: sha256(bytes), size: bytes.length });
    expect(link.expires_at * 1000).toBeGreaterThan(Date.now());
  });

  test("gives the image's bytes as a file of its name, without a token", async () => {
    const response = await get();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-length")).toBe(String(bytes.length));
    expect(response.headers.get("content-disposition")).toMatch(/^attachment;/);
    expect(response.headers.get("content-disposition")).toContain(image.name);
    expect(sha256(Buffer.from(await response.arrayBuffer()))).toBe(image.sha256);
  });

  test.each([
    { range: "bytes=0-0", start: 0, end: 1 },
    { range: "bytes=10-99", start: 10, end: 100 },
    // Across the border of the two parts.
    { range: `bytes=${MIN_PART_BYTES - 5}-${MIN_PART_BYTES + 4}`, start: MIN_PART_BYTES - 5, end: MIN_PART_BYTES + 5 },
    { range: `bytes=${MIN_PART_BYTES}-`, start: MIN_PART_BYTES, end: MIN_PART_BYTES + 1000 },
    { range: "bytes=-7", start: MIN_PART_BYTES + 993, end: MIN_PART_BYTES + 1000 },
    { range: `bytes=${MIN_PART_BYTES}-99999999`, start: MIN_PART_BYTES, end: MIN_PART_BYTES + 1000 },
  ])("gives $range", async ({ range, start, end }) => {
    const response = await get({ Range: range });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end - 1}/${bytes.length}`);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes.subarray(start, end))).toBe(true);
  });

  test("refuses a range that lies beyond the image", async () => {
    const response = await get({ Range: `bytes=${bytes.length}-` });
    expect(response.status).toBe(416);
    await response.arrayBuffer();
  });

  test("goes on where it was cut while the image is the same", async () => {
    const first = await get({ Range: "bytes=0-0" });
    await first.arrayBuffer();
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^".+"$/);
    const same = await get({ Range: "bytes=10-19", "If-Range": etag });
    expect(same.status).toBe(206);
    await same.arrayBuffer();
  });

  test("cannot be changed into another one", async () => {
    for (const target of forgeries(link.url)) await expectRefused(await fetch(target), target);
    const put = await fetch(link.url, { method: "PUT", body: randomBytes(10) });
    expect(put.status).toBeGreaterThanOrEqual(400);
    expect(sha256(Buffer.from(await (await get()).arrayBuffer()))).toBe(image.sha256);
  });

  test("answers a browser's preflight", async () => {
    const response = await preflight(link.url, "GET");
    expect(response.ok).toBe(true);
    expect(response.headers.get("access-control-allow-methods")).toContain("GET");
  });
});
