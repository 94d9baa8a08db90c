import { expect, test } from "vitest";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { DIGEST, makeImage, makeVerifyingImage } from "./images";

export function declareLifeTests(store: () => MetadataStore): void {
  test("a part makes a started image uploading and marks the activity", async () => {
    await makeImage(store(), { id: "image_1", createdAt: 1_000 });
    expect(await store().recordPart("image_1", 1_500)).toBe(true);
    expect(await store().findImage("image_1")).toMatchObject({ status: "uploading", activeAt: 1_500, sha256: null });
    expect(await store().recordPart("image_1", 1_600)).toBe(true);
    expect(await store().findImage("image_1")).toMatchObject({ status: "uploading", activeAt: 1_600 });
  });

  test("a part told late does not take back a later activity", async () => {
    await makeImage(store(), { id: "image_1", createdAt: 1_000 });
    await store().recordPart("image_1", 1_500);
    expect(await store().recordPart("image_1", 1_400)).toBe(true);
    expect(await store().findImage("image_1")).toMatchObject({ status: "uploading", activeAt: 1_500 });
  });

  test("verification freezes an image: no part and no other digest is taken", async () => {
    await makeVerifyingImage(store(), "image_1");
    expect(await store().findImage("image_1")).toMatchObject({
      status: "uploading",
      sha256: DIGEST,
      activeAt: 1_200,
      uploadedAt: 1_200,
      finishedAt: null,
    });
    expect(await store().recordPart("image_1", 1_300)).toBe(false);
    expect(await store().beginVerification("image_1", "cd".repeat(32), 1_300)).toBe(false);
    expect(await store().findImage("image_1")).toMatchObject({ sha256: DIGEST, activeAt: 1_200 });
  });

  test("of two completions at once, one freezes the image", async () => {
    await makeImage(store(), { id: "image_1" });
    const digests = [DIGEST, "cd".repeat(32)];
    const frozen = await Promise.all(digests.map((digest) => store().beginVerification("image_1", digest, 2_000)));
    expect(frozen.filter(Boolean)).toHaveLength(1);
    expect((await store().findImage("image_1"))?.sha256).toBe(digests[frozen.indexOf(true)]);
  });

  test("a verified image is completed with its size, and nothing changes it after that", async () => {
    await makeVerifyingImage(store(), "image_1");
    expect(await store().completeImage("image_1", 5_000_000_000, 1_300)).toBe(true);
    const completed = await store().findImage("image_1");
    expect(completed).toMatchObject({
      status: "completed",
      sizeBytes: 5_000_000_000,
      sha256: DIGEST,
      activeAt: 1_300,
      uploadedAt: 1_200,
      finishedAt: 1_300,
    });
    expect(await store().failImage("image_1", "late", 1_400)).toBe(false);
    expect(await store().recordPart("image_1", 1_400)).toBe(false);
    expect(await store().beginVerification("image_1", DIGEST, 1_400)).toBe(false);
    expect(await store().completeImage("image_1", 1, 1_400)).toBe(false);
    expect(await store().findImage("image_1")).toEqual(completed);
  });

  test("whether its digest was compared with its bytes is kept", async () => {
    for (const id of ["image_1", "image_2"]) await makeVerifyingImage(store(), id);
    expect(await store().findImage("image_1")).toMatchObject({ isVerified: false });
    await store().completeImage("image_1", 10, 1_300);
    await store().completeImage("image_2", 10, 1_300, false);
    expect(await store().findImage("image_1")).toMatchObject({ isVerified: true });
    expect(await store().findImage("image_2")).toMatchObject({ status: "completed", isVerified: false });
  });

  test("an image nobody declared complete cannot be completed", async () => {
    await makeImage(store(), { id: "image_1" });
    await store().completeImage("image_1", 10, 1_300);
    expect((await store().findImage("image_1"))?.status).toBe("started");
  });

  test("an image may fail before its first part, while uploading and while verified; the reason stays", async () => {
    await makeImage(store(), { id: "image_1" });
    await makeImage(store(), { id: "image_2" });
    await store().recordPart("image_2", 1_100);
    await makeVerifyingImage(store(), "image_3");
    for (const id of ["image_1", "image_2", "image_3"]) {
      expect(await store().failImage(id, `${id} broke`, 1_500)).toBe(true);
      expect(await store().failImage(id, "again", 1_600)).toBe(false);
      expect(await store().findImage(id)).toMatchObject({
        status: "failed",
        failureReason: `${id} broke`,
        finishedAt: 1_500,
      });
      expect(await store().recordPart(id, 1_700)).toBe(false);
    }
    expect(await store().findImage("image_2")).toMatchObject({ uploadedAt: null });
    expect(await store().findImage("image_3")).toMatchObject({ uploadedAt: 1_200 });
  });

  test("a deleted image takes no parts and its verification has no effect", async () => {
    await makeImage(store(), { id: "image_1" });
    await store().deleteImage("image_1", "ada", 2_000);
    expect(await store().recordPart("image_1", 2_100)).toBe(false);
    expect(await store().beginVerification("image_1", DIGEST, 2_100)).toBe(false);

    await makeVerifyingImage(store(), "image_2");
    await store().deleteImage("image_2", "ada", 2_000);
    expect(await store().completeImage("image_2", 10, 2_100)).toBe(false);
    expect(await store().failImage("image_2", "late", 2_100)).toBe(false);
    expect(await store().findImage("image_2")).toMatchObject({ status: "uploading", deletedAt: 2_000 });
  });
}
