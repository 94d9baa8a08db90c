import { expect, test } from "vitest";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { makeImage, makeVerifyingImage } from "./images";

export function declareRestoreTests(store: () => MetadataStore): void {
  async function makeDeletedImage(id: string, name = id): Promise<void> {
    await makeImage(store(), { id, name });
    await store().deleteImage(id, "ada", 2_000);
  }

  test("a deleted image is restored as it was, and that counts as activity", async () => {
    await makeImage(store(), { id: "image_1", createdAt: 1_000 });
    await store().recordPart("image_1", 1_100);
    const before = await store().findImage("image_1");
    await store().deleteImage("image_1", "ada", 2_000);
    const restored = await store().restoreImage("image_1", "ada", 3_000);
    expect(restored).toEqual({ ...before, activeAt: 3_000 });
    expect(await store().findOwnImage("image_1", "ada")).toEqual(restored);
    expect(await store().recordPart("image_1", 3_100)).toBe(true);
  });

  test("a public image is public again", async () => {
    await makeImage(store(), { id: "image_1" });
    await store().setPublic("image_1", true);
    await store().deleteImage("image_1", "ada", 2_000);
    await store().restoreImage("image_1", "ada", 3_000);
    expect(await store().findVisibleImage("image_1", "bob")).toMatchObject({ isPublic: true });
  });

  test("a restored image that was verifying is due again, and can be completed", async () => {
    await makeVerifyingImage(store(), "image_1");
    await store().deleteImage("image_1", "ada", 2_000);
    await store().restoreImage("image_1", "ada", 3_000);
    expect(await store().listVerifying()).toMatchObject([{ id: "image_1", uploadedAt: 1_200 }]);
    expect(await store().completeImage("image_1", 10, 3_100)).toBe(true);
  });

  test("only the owner restores, only what is deleted, and once", async () => {
    await makeDeletedImage("image_1");
    expect(await store().restoreImage("image_1", "bob", 3_000)).toBe("not_found");
    expect(await store().restoreImage("image_0", "ada", 3_000)).toBe("not_found");
    expect(await store().restoreImage("image_1", "ada", 3_000)).toMatchObject({ id: "image_1", deletedAt: null });
    expect(await store().restoreImage("image_1", "ada", 3_100)).toBe("not_found");
  });

  test("a name that is in use by now is in the way, someone else's or a deleted image's is not", async () => {
    await makeDeletedImage("image_1", "debian");
    await makeDeletedImage("image_2", "debian");
    await makeImage(store(), { id: "image_3", name: "debian", owner: "bob" });
    await makeImage(store(), { id: "image_4", name: "debian" });
    expect(await store().restoreImage("image_1", "ada", 3_000)).toBe("name_taken");
    expect(await store().findImage("image_1")).toMatchObject({ deletedAt: 2_000 });
    await store().deleteImage("image_4", "ada", 3_000);
    expect(await store().restoreImage("image_1", "ada", 3_100)).toMatchObject({ id: "image_1" });
  });

  test("of many images of one name restored at once, one wins", async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `image_${index}`);
    for (const id of ids) await makeDeletedImage(id, "debian");
    const restored = await Promise.all(ids.map((id) => store().restoreImage(id, "ada", 3_000)));
    expect(restored.filter((result) => result !== "name_taken")).toHaveLength(1);
  });

  test("an image whose bytes go is not restored, and the bytes of a restored one do not go", async () => {
    await makeDeletedImage("image_gone");
    expect(await store().claimRemovable(2_001, 2_500)).toEqual(["image_gone"]);
    expect(await store().restoreImage("image_gone", "ada", 3_000)).toBe("bytes_removed");
    await makeDeletedImage("image_kept");
    await store().restoreImage("image_kept", "ada", 3_000);
    expect(await store().claimRemovable(9_000, 9_000)).toEqual([]);
  });

  test("a failed image, which has no use for its bytes, is restored without them", async () => {
    await makeImage(store(), { id: "image_1", name: "debian" });
    await store().failImage("image_1", "It failed.", 1_500);
    expect(await store().claimRemovable(0, 1_600)).toEqual(["image_1"]);
    await store().deleteImage("image_1", "ada", 2_000);
    await makeImage(store(), { id: "image_2", name: "debian" });
    expect(await store().restoreImage("image_1", "ada", 3_000)).toBe("name_taken");
    await store().deleteImage("image_2", "ada", 3_000);
    const restored = { status: "failed", deletedAt: null, bytesRemovedAt: 1_600 };
    expect(await store().restoreImage("image_1", "ada", 3_100)).toMatchObject(restored);
  });

  test("of a restoration and a removal at once, one wins", async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `image_${index}`);
    for (const id of ids) await makeDeletedImage(id);
    const restoring = ids.slice(0, 10).map((id) => store().restoreImage(id, "ada", 3_000));
    const claiming = store().claimRemovable(9_000, 3_000);
    restoring.push(...ids.slice(10).map((id) => store().restoreImage(id, "ada", 3_000)));
    const restored = (await Promise.all(restoring)).map((result) => result !== "bytes_removed");
    const claimed = new Set(await claiming);
    expect(ids.map((id) => claimed.has(id))).toEqual(restored.map((isRestored) => !isRestored));
  });
}
