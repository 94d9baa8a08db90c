import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { expectSame, ID, LEAST_PART_BYTES, type StoreOnTrial, type StoreTraits } from "./store-on-trial";

export function declareSealTests(trial: () => StoreOnTrial, { latePart }: StoreTraits): void {
  /** Whatever was sent to a sealed image: nobody ever reads other bytes than those that were sealed. */
  async function expectSealed(bytes: Buffer, isLateTaken: boolean): Promise<void> {
    if (latePart === "refused") expect(isLateTaken).toBe(false);
    if (isLateTaken) await expect(trial().readAll()).rejects.toThrow();
    else expectSame(await trial().readAll(), bytes);
  }

  test("an image is its parts in order", async () => {
    const parts = [randomBytes(LEAST_PART_BYTES + 1), randomBytes(LEAST_PART_BYTES), randomBytes(300_000)];
    const bytes = await trial().sealedImage(...parts);
    expectSame(await trial().readAll(), bytes);
    expectSame(await (await trial().download()).arrayBuffer(), bytes);
  });

  test("a sealed image is listed with its size, where a listing tells it", async () => {
    await trial().sealedImage(randomBytes(1_000));
    for await (const { imageId, sizeBytes } of trial().store.listImages()) {
      expect(imageId).toBe(ID);
      expect([null, 1_000]).toContain(sizeBytes);
    }
  });

  test("a sealed image takes no new part", async () => {
    const early = await trial().store.presignPart(ID, 2);
    const bytes = await trial().sealedImage(randomBytes(10));
    for (const { url } of [early, await trial().store.presignPart(ID, 2)]) {
      const { ok } = await fetch(url, { method: "PUT", body: "x" });
      if (latePart === "refused") expect(ok).toBe(false);
    }
    expect(await trial().store.listParts(ID)).toEqual([{ partNumber: 1, sizeBytes: 10 }]);
    expectSame(await trial().readAll(), bytes);
  });

  test("no part of a sealed image is replaced, neither by a URL from before nor by a new one", async () => {
    const early = await trial().store.presignPart(ID, 1);
    const bytes = await trial().sealedImage(randomBytes(10));
    for (const { url } of [early, await trial().store.presignPart(ID, 1)]) {
      const { ok } = await fetch(url, { method: "PUT", body: new Uint8Array(randomBytes(10)) });
      await expectSealed(bytes, ok);
    }
  });

  test("a part that is being replaced while its image is sealed leaves the one that was there", async () => {
    const bytes = randomBytes(100_000);
    expect((await trial().put(1, bytes)).status).toBe(200);
    const half = await trial().putHalf(1, randomBytes(100_000));
    await trial().store.seal(ID);
    const status = await half.finish();
    expect(await trial().store.listParts(ID)).toEqual([{ partNumber: 1, sizeBytes: 100_000 }]);
    await expectSealed(bytes, status === 200);
  });

  test("sealing twice is sealing once, and parts stay listed", async () => {
    const bytes = await trial().sealedImage(randomBytes(LEAST_PART_BYTES), randomBytes(5));
    await trial().store.seal(ID);
    expect(await trial().store.listParts(ID)).toEqual([
      { partNumber: 1, sizeBytes: LEAST_PART_BYTES },
      { partNumber: 2, sizeBytes: 5 },
    ]);
    expectSame(await trial().readAll(), bytes);
  });

  test("sealing several times at the same moment is sealing once", async () => {
    const bytes = randomBytes(10);
    expect((await trial().put(1, bytes)).status).toBe(200);
    await Promise.all(Array.from({ length: 8 }, () => trial().store.seal(ID)));
    expect(await trial().store.listParts(ID)).toEqual([{ partNumber: 1, sizeBytes: 10 }]);
    expectSame(await trial().readAll(), bytes);
  });

  test("an image can be sealed before any part came", async () => {
    const { url } = await trial().store.presignPart(ID, 1);
    await trial().store.seal(ID);
    expect((await fetch(url, { method: "PUT", body: "x" })).ok).toBe(false);
    expect(await trial().store.listParts(ID)).toEqual([]);
  });

  test("an image can be sealed before anybody asked for a part's URL", async () => {
    await trial().store.seal(ID);
    expect((await trial().put(1, randomBytes(10))).ok).toBe(false);
    expect(await trial().store.listParts(ID)).toEqual([]);
  });
}
