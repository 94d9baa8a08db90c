import { expect, test } from "vitest";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { DIGEST, makeImage, makeVerifyingImage } from "./images";

const ID = "image_kept";

export function declareDamageTests(store: () => MetadataStore): void {
  async function makeCompleted(): Promise<void> {
    await makeVerifyingImage(store(), ID);
    await store().completeImage(ID, 10, 2_000);
  }

  test("a completed image found damaged has failed, with the reason; its right bytes make it what it was", async () => {
    await makeCompleted();
    expect(await store().markDamaged(ID, "Its bytes changed.", 3_000)).toBe(true);
    const damaged = await store().findImage(ID);
    expect(damaged).toMatchObject({ status: "failed", failureReason: "Its bytes changed.", finishedAt: 3_000 });
    expect(damaged).toMatchObject({ sha256: DIGEST, sizeBytes: 10, bytesRemovedAt: null });
    expect(await store().listDamaged()).toEqual([damaged]);
    expect(await store().markDamaged(ID, "Again.", 3_100)).toBe(false);

    expect(await store().markSound(ID, 4_000)).toBe(true);
    expect(await store().findImage(ID)).toMatchObject({ status: "completed", failureReason: null, sha256: DIGEST });
    expect(await store().listDamaged()).toEqual([]);
    expect(await store().markSound(ID, 4_100)).toBe(false);
  });

  test("an image that was completed unread has been compared once it is sound again", async () => {
    await makeVerifyingImage(store(), ID);
    await store().completeImage(ID, 10, 2_000, false);
    await store().markDamaged(ID, "Its bytes are missing.", 3_000);
    await store().markSound(ID, 4_000);
    expect(await store().findImage(ID)).toMatchObject({ status: "completed", isVerified: true });
  });

  test("bytes of a damaged image are kept, until it was deleted for long enough", async () => {
    await makeCompleted();
    await store().markDamaged(ID, "Its bytes changed.", 3_000);
    expect(await store().claimRemovable(9_000, 9_000)).toEqual([]);
    await store().deleteImage(ID, "ada", 10_000);
    expect(await store().claimRemovable(10_000, 11_000)).toEqual([]);
    expect(await store().claimRemovable(10_001, 12_000)).toEqual([ID]);
    expect(await store().listDamaged()).toEqual([]);
    expect(await store().markSound(ID, 13_000)).toBe(false);
  });

  test("only what was completed can be damaged, and only what was damaged can be sound again", async () => {
    await makeImage(store(), { id: "image_open" });
    await makeVerifyingImage(store(), "image_verifying");
    await makeVerifyingImage(store(), "image_failed");
    await store().failImage("image_failed", "wrong checksum", 2_000);
    for (const id of ["image_open", "image_verifying", "image_failed", "image_unknown"]) {
      const before = await store().findImage(id);
      expect(await store().markDamaged(id, "Its bytes changed.", 3_000)).toBe(false);
      expect(await store().markSound(id, 3_000)).toBe(false);
      expect(await store().findImage(id)).toEqual(before);
    }
    expect(await store().listDamaged()).toEqual([]);
  });
}
