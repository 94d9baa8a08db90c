import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { request } from "./support/api";
import { complete, createImage, downloadLink, getImage, partUrl, putPart, sha256, uploadImage } from "./support/images";
import { changed } from "./support/object-urls";
import type { DownloadShape, ImageShape } from "./support/shapes";

// What the product's own store of bytes does beyond what a bucket promises.

describe("a part URL of our own", () => {
  let url: string;
  let id: string;

  beforeAll(async () => {
    ({ id } = await createImage());
    url = await partUrl(id, 1);
  });

  test("begins nothing until bytes arrive", async () => {
    expect((await getImage(id)).upload_status).toBe("started");
  });

  test("is refused with 403 when it is forged", async () => {
    const forged = [
      changed(url, (it) => (it.pathname = it.pathname.replace(/1$/, "2"))),
      changed(url, (it) => it.searchParams.set("expires", "99999999999")),
      changed(url, (it) => it.searchParams.delete("signature")),
      changed(url, (it) => (it.search = "")),
    ];
    for (const target of forged) {
      const response = await fetch(target, { method: "PUT", body: randomBytes(10) });
      expect(response.status, target).toBe(403);
    }
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

  test("stops working when the image is completed", async () => {
    const sent = randomBytes(500);
    const image = await createImage();
    const early = await partUrl(image.id, 1);
    await putPart(image.id, 1, sent);
    expect((await complete(image.id, sha256(sent))).status).toBe(200);
    expect((await fetch(early, { method: "PUT", body: randomBytes(500) })).ok).toBe(false);
  });

  test("stops working when the image is deleted", async () => {
    const image = await createImage();
    const early = await partUrl(image.id, 1);
    await request("DELETE", `/v2/images/${image.id}`);
    expect((await fetch(early, { method: "PUT", body: randomBytes(10) })).ok).toBe(false);
  });
});

describe("a download URL of our own", () => {
  const bytes = randomBytes(1000);
  let image: ImageShape;
  let link: DownloadShape;

  beforeAll(async () => {
    image = await uploadImage(bytes);
    link = await downloadLink(image.id);
  });

  const get = (headers: Record<string, string> = {}, method = "GET") => fetch(link.url, { method, headers });

  test("answers HEAD with the same headers and no body", async () => {
    const [head, whole] = [await get({}, "HEAD"), await get()];
    await whole.arrayBuffer();
    expect(head.status).toBe(200);
    expect((await head.arrayBuffer()).byteLength).toBe(0);
    for (const name of ["content-length", "etag", "content-type", "content-disposition", "accept-ranges"]) {
      expect(head.headers.get(name), name).toBe(whole.headers.get(name));
    }
    expect(head.headers.get("x-content-type-options")).toBe("nosniff");
    expect(head.headers.get("accept-ranges")).toBe("bytes");
  });

  test("says how long the image is when a range lies beyond it", async () => {
    const response = await get({ Range: `bytes=${bytes.length}-` });
    expect(response.status).toBe(416);
    expect(response.headers.get("content-range")).toBe(`bytes */${bytes.length}`);
  });

  test("begins anew when the image is another one", async () => {
    const response = await get({ Range: "bytes=10-19", "If-Range": '"another"' });
    expect(response.status).toBe(200);
    expect((await response.arrayBuffer()).byteLength).toBe(bytes.length);
  });

  test("holds the image's name, which is signed too, and is for reading only", async () => {
    const renamed = changed(link.url, (it) => (it.pathname = it.pathname.replace(image.name, "other")));
    expect((await fetch(renamed)).status).toBe(403);
    expect((await fetch(link.url, { method: "PUT", body: randomBytes(10) })).status).toBe(405);
  });

  test("stops working while the image is deleted", async () => {
    const other = await uploadImage(bytes);
    const { url } = await downloadLink(other.id);
    await request("DELETE", `/v2/images/${other.id}`);
    expect((await fetch(url)).status).toBe(404);
    await request("POST", `/v2/images/${other.id}/restore`);
    expect((await fetch(url)).status).toBe(200);
  });
});
