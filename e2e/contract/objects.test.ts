import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { request } from "./support/api";
import { expectError } from "./support/expectations";
import { createImage, downloadLink, getImage, MIN_PART_BYTES, partUrl, sha256, uploadImage } from "./support/images";
import { type DownloadShape, type ImageShape } from "./support/shapes";

/** As a browser on another origin asks before a PUT. */
function preflight(url: string, method: string): Promise<Response> {
  return fetch(url, {
    method: "OPTIONS",
    headers: {
      Origin: "https://dashboard.example",
      "Access-Control-Request-Method": method,
      "Access-Control-Request-Headers": "content-type",
    },
  });
}

/** The same URL with another value for one query parameter or another last path segment. */
function changed(url: string, change: (url: URL) => void): string {
  const other = new URL(url);
  change(other);
  return other.href;
}

describe("a part URL", () => {
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
      body: randomBytes(100),
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

  test("is for its own part, image and time only", async () => {
    const other = await createImage();
    const forged = [
      changed(url, (it) => (it.pathname = it.pathname.replace(/1$/, "2"))),
      changed(url, (it) => (it.pathname = it.pathname.replace(id, other.id))),
      changed(url, (it) => it.searchParams.set("expires", "99999999999")),
      changed(url, (it) => it.searchParams.delete("signature")),
      changed(url, (it) => (it.search = "")),
    ];
    for (const target of forged) {
      const response = await fetch(target, { method: "PUT", body: randomBytes(10) });
      expect(response.status, target).toBe(403);
    }
    expect((await getImage(other.id)).upload_status).toBe("started");
  });

  test("is for PUT only", async () => {
    for (const method of ["GET", "POST", "DELETE"]) {
      expect((await fetch(url, { method })).status).toBe(405);
    }
  });

  test("needs the length beforehand", async () => {
    const body = new Blob([randomBytes(100)]).stream();
    // A body of unknown length goes out chunked; `duplex` is missing in the types of Node's fetch.
    const options: RequestInit & { duplex: "half" } = { method: "PUT", body, duplex: "half" };
    expect((await fetch(url, options)).status).toBe(411);
  });

  test("stops working when the image is deleted", async () => {
    const image = await createImage();
    const early = await partUrl(image.id, 1);
    await request("DELETE", `/v2/images/${image.id}`);
    expect((await fetch(early, { method: "PUT", body: randomBytes(10) })).ok).toBe(false);
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

  const get = (headers: Record<string, string> = {}, method = "GET") => fetch(link.url, { method, headers });

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
    expect(response.headers.get("accept-ranges")).toBe("bytes");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(sha256(Buffer.from(await response.arrayBuffer()))).toBe(image.sha256);
  });

  test("answers HEAD with the same headers and no body", async () => {
    const [head, whole] = [await get({}, "HEAD"), await get()];
    await whole.arrayBuffer();
    expect(head.status).toBe(200);
    expect((await head.arrayBuffer()).byteLength).toBe(0);
    for (const name of ["content-length", "etag", "content-type", "content-disposition", "accept-ranges"]) {
      expect(head.headers.get(name), name).toBe(whole.headers.get(name));
    }
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

  test("says how long the image is when a range lies beyond it", async () => {
    const response = await get({ Range: `bytes=${bytes.length}-` });
    expect(response.status).toBe(416);
    expect(response.headers.get("content-range")).toBe(`bytes */${bytes.length}`);
  });

  test("goes on only when the image is still the same", async () => {
    const etag = (await get({}, "HEAD")).headers.get("etag") ?? "";
    expect(etag).toMatch(/^".+"$/);
    const same = await get({ Range: "bytes=10-19", "If-Range": etag });
    expect(same.status).toBe(206);
    const other = await get({ Range: "bytes=10-19", "If-Range": '"another"' });
    expect(other.status).toBe(200);
    expect((await other.arrayBuffer()).byteLength).toBe(bytes.length);
    await same.arrayBuffer();
  });

  test("cannot be changed into another one", async () => {
    const forged = [
      changed(link.url, (it) => (it.pathname = it.pathname.replace(image.name, "other"))),
      changed(link.url, (it) => it.searchParams.set("expires", "99999999999")),
      changed(link.url, (it) => (it.search = "")),
    ];
    for (const target of forged) expect((await fetch(target)).status, target).toBe(403);
    expect((await fetch(link.url, { method: "PUT", body: randomBytes(10) })).status).toBe(405);
  });

  test("answers a browser's preflight", async () => {
    const response = await preflight(link.url, "GET");
    expect(response.ok).toBe(true);
    expect(response.headers.get("access-control-allow-methods")).toContain("GET");
  });
});
