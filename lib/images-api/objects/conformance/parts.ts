import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { ID, type StoreOnTrial } from "./store-on-trial";

const FOREVER = new AbortController().signal;

export function declarePartTests(trial: () => StoreOnTrial): void {
  test("an image without parts has none", async () => {
    expect(await trial().store.listParts(ID)).toEqual([]);
    expect(await trial().listIds()).toEqual([]);
  });

  test("parts are listed by number with their sizes, in whatever order they came", async () => {
    for (const partNumber of [10, 10_000, 2, 1]) {
      expect((await trial().put(partNumber, randomBytes((partNumber % 100) + 1))).ok).toBe(true);
    }
    expect(await trial().store.listParts(ID)).toEqual([
      { partNumber: 1, sizeBytes: 2 },
      { partNumber: 2, sizeBytes: 3 },
      { partNumber: 10, sizeBytes: 11 },
      { partNumber: 10_000, sizeBytes: 1 },
    ]);
    expect(await trial().listIds()).toEqual([ID]);
  });

  test.each([0, -1, 1.5, 10_001])("there is no part %d", async (partNumber) => {
    await expect(trial().store.presignPart(ID, partNumber)).rejects.toThrow(RangeError);
  });

  test("what is no image's id has no parts", async () => {
    for (const id of ["../image_a", "image_a/b", "image_", ""]) {
      await expect(trial().store.presignPart(id, 1)).rejects.toThrow(RangeError);
    }
  });

  test("a part sent again replaces the first one", async () => {
    await trial().put(1, Buffer.from("first, and longer"));
    await trial().put(1, Buffer.from("second"));
    await trial().store.seal(ID);
    expect(String(await trial().readAll())).toBe("second");
  });

  test("a URL says when it expires, in the future", async () => {
    expect((await trial().store.presignPart(ID, 1)).expiresAt).toBeGreaterThan(Date.now());
    const image = { id: ID, name: "ubuntu.img", sha256: "a".repeat(64) };
    expect((await trial().store.presignDownload(image)).expiresAt).toBeGreaterThan(Date.now());
  });

  test("a part URL takes no other part", async () => {
    const { url } = await trial().store.presignPart(ID, 1);
    const other = url.replace("/parts/1?", "/parts/2?").replace("partNumber=1", "partNumber=2");
    expect(other).not.toBe(url);
    expect((await fetch(other, { method: "PUT", body: "x" })).status).toBe(403);
    expect(await trial().store.listParts(ID)).toEqual([]);
  });

  test("a URL that is bound to a length refuses any other", async () => {
    const expected = { sizeBytes: 1_000 };
    for (const sizeBytes of [999, 1_001]) {
      expect((await trial().put(1, randomBytes(sizeBytes), { expected })).status).toBe(403);
    }
    expect(await trial().store.listParts(ID)).toEqual([]);
    expect((await trial().put(1, randomBytes(1_000), { expected })).status).toBe(200);
    expect(await trial().store.listParts(ID)).toEqual([{ partNumber: 1, sizeBytes: 1_000 }]);
  });

  test("a URL that is bound to an MD5 refuses other bytes, and what does not bear it", async () => {
    const bytes = randomBytes(1_000);
    const contentMd5 = createHash("md5").update(bytes).digest("base64");
    const bound = { expected: { sizeBytes: 1_000, contentMd5 }, headers: { "Content-MD5": contentMd5 } };
    expect((await trial().put(1, randomBytes(1_000), bound)).status).toBe(400);
    expect((await trial().put(1, bytes, { expected: bound.expected })).status).toBe(403);
    expect(await trial().store.listParts(ID)).toEqual([]);
    expect((await trial().put(1, bytes, bound)).status).toBe(200);
  });

  test("sweeping takes nothing that is used", async () => {
    await trial().put(1, Buffer.from("kept"));
    await trial().store.sweep(FOREVER);
    await trial().store.seal(ID);
    await trial().store.sweep(FOREVER);
    expect(String(await trial().readAll())).toBe("kept");
  });
}
