import { createHash, randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ObjectStore } from "./types";

/** A store that can be reached through the URLs it signs, and how to put it away. */
export interface OpenedStore {
  store: ObjectStore;
  dispose(): Promise<void>;
}

const ID = "image_conformance";

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Compared by digest: a mismatch of megabytes is not for reading, and takes seconds to print. */
function expectSame(actual: Buffer | ArrayBuffer, expected: Buffer): void {
  expect(actual.byteLength).toBe(expected.length);
  expect(sha256(Buffer.from(new Uint8Array(actual)))).toBe(sha256(expected));
}

/** What every object store does. Bytes go over HTTP by presigned URLs, as a browser or curl would send them. */
export function describeObjectStore(name: string, open: () => Promise<OpenedStore>): void {
  describe(name, () => {
    let store: ObjectStore;
    let opened: OpenedStore;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.dispose());

    const put = async (partNumber: number, body: Buffer, imageId = ID) => {
      const { url } = await store.presignPart(imageId, partNumber);
      return fetch(url, { method: "PUT", body: new Uint8Array(body) });
    };
    const sealedImage = async (...parts: Buffer[]) => {
      for (const [index, part] of parts.entries()) expect((await put(index + 1, part)).status).toBe(200);
      await store.seal(ID);
      return Buffer.concat(parts);
    };
    const listIds = async () => {
      const ids: string[] = [];
      for await (const { imageId } of store.listImages()) ids.push(imageId);
      return ids.toSorted();
    };
    const download = async (headers: Record<string, string> = {}, method = "GET") => {
      const { url } = await store.presignDownload({ id: ID, name: "ubuntu.img", sha256: "a".repeat(64) });
      return fetch(url, { method, headers });
    };

    test("an image without parts has none", async () => {
      expect(await store.listParts(ID)).toEqual([]);
      expect(await listIds()).toEqual([]);
    });

    test("parts are listed by number with their sizes, in whatever order they came", async () => {
      for (const partNumber of [10, 2, 1]) expect((await put(partNumber, randomBytes(partNumber))).ok).toBe(true);
      expect(await store.listParts(ID)).toEqual([
        { partNumber: 1, sizeBytes: 1 },
        { partNumber: 2, sizeBytes: 2 },
        { partNumber: 10, sizeBytes: 10 },
      ]);
    });

    test("a part sent again replaces the first one", async () => {
      await put(1, Buffer.from("first, and longer"));
      await put(1, Buffer.from("second"));
      await store.seal(ID);
      expect(String(await buffer(await store.read(ID)))).toBe("second");
    });

    test("a URL says when it expires, in the future", async () => {
      expect((await store.presignPart(ID, 1)).expiresAt).toBeGreaterThan(Date.now());
      const image = { id: ID, name: "ubuntu.img", sha256: "a".repeat(64) };
      expect((await store.presignDownload(image)).expiresAt).toBeGreaterThan(Date.now());
    });

    test("a part URL takes no other part", async () => {
      const { url } = await store.presignPart(ID, 1);
      const other = url.replace("/parts/1?", "/parts/2?").replace("partNumber=1", "partNumber=2");
      expect(other).not.toBe(url);
      expect((await fetch(other, { method: "PUT", body: "x" })).status).toBe(403);
      expect(await store.listParts(ID)).toEqual([]);
    });

    test("an image is its parts in order", async () => {
      const bytes = await sealedImage(randomBytes(70_000), randomBytes(1), randomBytes(300_000));
      expectSame(await buffer(await store.read(ID)), bytes);
      expectSame(await (await download()).arrayBuffer(), bytes);
    });

    test("a sealed image takes no part, neither a new one nor one again", async () => {
      const early = await store.presignPart(ID, 2);
      const bytes = await sealedImage(randomBytes(10));
      expect((await fetch(early.url, { method: "PUT", body: "x" })).ok).toBe(false);
      expect((await put(1, randomBytes(10))).ok).toBe(false);
      expectSame(await buffer(await store.read(ID)), bytes);
    });

    test("sealing twice is sealing once, and parts stay listed", async () => {
      const bytes = await sealedImage(randomBytes(10), randomBytes(5));
      await store.seal(ID);
      expect(await store.listParts(ID)).toEqual([
        { partNumber: 1, sizeBytes: 10 },
        { partNumber: 2, sizeBytes: 5 },
      ]);
      expectSame(await buffer(await store.read(ID)), bytes);
    });

    test("sealing several times at the same moment is sealing once", async () => {
      const bytes = randomBytes(10);
      expect((await put(1, bytes)).status).toBe(200);
      await Promise.all(Array.from({ length: 8 }, () => store.seal(ID)));
      expectSame(await buffer(await store.read(ID)), bytes);
    });

    test("an image can be sealed before any part came", async () => {
      const { url } = await store.presignPart(ID, 1);
      await store.seal(ID);
      expect((await fetch(url, { method: "PUT", body: "x" })).ok).toBe(false);
      expect(await store.listParts(ID)).toEqual([]);
    });

    test("the digest is the SHA-256 of the whole", async () => {
      const bytes = await sealedImage(randomBytes(70_000), randomBytes(9_000_000));
      const digest = await store.digest(ID, new AbortController().signal);
      expect(digest).toBe(sha256(bytes));
    });

    test("an aborted digest rejects with the reason", async () => {
      await sealedImage(randomBytes(9_000_000));
      const reason = new Error("not wanted any more");
      await expect(store.digest(ID, AbortSignal.abort(reason))).rejects.toBe(reason);
      const controller = new AbortController();
      const digest = store.digest(ID, controller.signal);
      controller.abort(reason);
      await expect(digest).rejects.toBe(reason);
    });

    test("what is not sealed cannot be read, digested or downloaded", async () => {
      await put(1, randomBytes(10));
      await expect(store.read(ID)).rejects.toThrow();
      await expect(store.digest(ID, new AbortController().signal)).rejects.toThrow();
      expect((await download()).status).toBe(404);
    });

    test("a download says what it is", async () => {
      await sealedImage(randomBytes(1000));
      for (const method of ["GET", "HEAD"]) {
        const response = await download({}, method);
        expect(response.status).toBe(200);
        expect(response.headers.get("content-length")).toBe("1000");
        expect(response.headers.get("content-type")).toBe("application/octet-stream");
        expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="?ubuntu\.img"?$/);
        expect(response.headers.get("accept-ranges")).toBe("bytes");
        expect(response.headers.get("etag")).toMatch(/^"/);
        expect((await response.arrayBuffer()).byteLength).toBe(method === "GET" ? 1000 : 0);
      }
    });

    test("a broken download goes on where it broke, over the edge of a part", async () => {
      const bytes = await sealedImage(randomBytes(1000), randomBytes(1000));
      const etag = (await download({}, "HEAD")).headers.get("etag") ?? "";
      const rest = await download({ Range: "bytes=900-", "If-Range": etag });
      expect(rest.status).toBe(206);
      expect(rest.headers.get("content-range")).toBe("bytes 900-1999/2000");
      expectSame(await rest.arrayBuffer(), bytes.subarray(900));
    });

    test("a range outside the image is refused with the size", async () => {
      await sealedImage(randomBytes(1000));
      const response = await download({ Range: "bytes=1000-" });
      expect(response.status).toBe(416);
      expect(response.headers.get("content-range")).toBe("bytes */1000");
    });

    test("removal takes every byte, sealed or not, and may be repeated", async () => {
      const unsealed = "image_unsealed";
      await sealedImage(randomBytes(10));
      await put(1, randomBytes(10), unsealed);
      expect(await listIds()).toEqual([ID, unsealed]);
      for (const imageId of [ID, unsealed, ID, "image_never"]) await store.remove(imageId);
      expect(await listIds()).toEqual([]);
      expect(await store.listParts(unsealed)).toEqual([]);
      expect((await download()).status).toBe(404);
    });
  });
}
