import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { ID, type StoreOnTrial } from "./store-on-trial";

export function declareRemovalTests(trial: () => StoreOnTrial): void {
  test("removal takes every byte, sealed or not, and may be repeated", async () => {
    const unsealed = "image_unsealed";
    await trial().sealedImage(randomBytes(10));
    await trial().put(1, randomBytes(10), { imageId: unsealed });
    expect(await trial().listIds()).toEqual([ID, unsealed]);
    for (const imageId of [ID, unsealed, ID, "image_never"]) await trial().store.remove(imageId);
    expect(await trial().listIds()).toEqual([]);
    expect(await trial().store.listParts(unsealed)).toEqual([]);
    expect((await trial().download()).status).toBe(404);
  });

  test("removal takes one image, not those whose ids begin alike", async () => {
    const longer = `${ID}_2`;
    for (const imageId of [ID, longer]) await trial().put(1, Buffer.from("kept"), { imageId });
    await trial().store.remove(ID);
    expect(await trial().listIds()).toEqual([longer]);
    expect(await trial().store.listParts(longer)).toEqual([{ partNumber: 1, sizeBytes: 4 }]);
  });

  test("an image that is removed while a part arrives leaves nothing", async () => {
    await trial().put(1, randomBytes(10));
    const half = await trial().putHalf(2, randomBytes(100_000));
    await trial().store.remove(ID);
    await half.finish();
    expect(await trial().store.listParts(ID)).toEqual([]);
    expect(await trial().listIds()).toEqual([]);
    expect((await trial().download()).status).toBe(404);
  });
}
