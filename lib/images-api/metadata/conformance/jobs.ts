import { expect, test } from "vitest";
import type { ImageRow, MetadataStore } from "@/lib/images-api/metadata/types";
import { makeImage, makeVerifyingImage } from "./images";

const ids = (images: ImageRow[]) => images.map((image) => image.id).toSorted();

export function declareJobTests(store: () => MetadataStore): void {
  test("verifying images are those that are frozen, live and not final", async () => {
    await makeImage(store(), { id: "image_started" });
    await makeImage(store(), { id: "image_uploading" });
    await store().recordPart("image_uploading", 1_100);
    for (const id of ["image_due", "image_deleted", "image_failed", "image_completed"]) {
      await makeVerifyingImage(store(), id);
    }
    await store().deleteImage("image_deleted", "ada", 2_000);
    await store().failImage("image_failed", "wrong checksum", 2_000);
    await store().completeImage("image_completed", 10, 2_000);
    expect(ids(await store().listVerifying())).toEqual(["image_due"]);
  });

  test("stale are images open for parts that were not active since the time given; they fail, and no others", async () => {
    await makeImage(store(), { id: "image_old_started", createdAt: 1_000 });
    await makeImage(store(), { id: "image_old_uploading", createdAt: 1_000 });
    await store().recordPart("image_old_uploading", 1_999);
    await makeImage(store(), { id: "image_active", createdAt: 1_000 });
    await store().recordPart("image_active", 2_000);
    await makeImage(store(), { id: "image_deleted", createdAt: 1_000 });
    await store().deleteImage("image_deleted", "ada", 1_500);
    await makeVerifyingImage(store(), "image_verifying");
    const stale = ["image_old_started", "image_old_uploading"];
    expect((await store().failStale(2_000, "given up", 5_000)).toSorted()).toEqual(stale);
    for (const id of stale) {
      expect(await store().findImage(id)).toMatchObject({
        status: "failed",
        failureReason: "given up",
        activeAt: 5_000,
        uploadedAt: null,
        finishedAt: 5_000,
      });
    }
    expect(await store().findImage("image_active")).toMatchObject({ status: "uploading", activeAt: 2_000 });
    expect(await store().listVerifying()).toMatchObject([{ id: "image_verifying" }]);
    expect(await store().failStale(2_000, "given up", 5_000)).toEqual([]);
  });

  test("completed images are walked by id, a few at a time, without those that were deleted", async () => {
    for (const id of ["image_3", "image_1", "image_deleted", "image_2"]) {
      await makeVerifyingImage(store(), id);
      await store().completeImage(id, 10, 2_000);
    }
    await store().deleteImage("image_deleted", "ada", 2_100);
    await makeVerifyingImage(store(), "image_0");
    expect(await store().listCompleted("", 2)).toMatchObject([{ id: "image_1" }, { id: "image_2" }]);
    expect(await store().listCompleted("image_2", 2)).toMatchObject([{ id: "image_3" }]);
    expect(await store().listCompleted("image_3", 2)).toEqual([]);
  });

  test("bytes may go of failed images at once, of deleted ones after the time given, and once", async () => {
    await makeImage(store(), { id: "image_live" });
    await makeImage(store(), { id: "image_failed" });
    await store().failImage("image_failed", "stale", 1_500);
    await makeImage(store(), { id: "image_deleted_long_ago" });
    await store().deleteImage("image_deleted_long_ago", "ada", 1_999);
    await makeImage(store(), { id: "image_deleted_lately" });
    await store().deleteImage("image_deleted_lately", "ada", 2_000);
    await makeImage(store(), { id: "image_failed_and_deleted" });
    await store().failImage("image_failed_and_deleted", "stale", 1_500);
    await store().deleteImage("image_failed_and_deleted", "ada", 1_600);

    const due = await store().claimRemovable(2_000, 3_000);
    expect(due.toSorted()).toEqual(["image_deleted_long_ago", "image_failed", "image_failed_and_deleted"]);
    expect(await store().claimRemovable(2_000, 4_000)).toEqual([]);
    expect((await store().findImage("image_failed"))?.bytesRemovedAt).toBe(3_000);
    expect((await store().findImage("image_deleted_lately"))?.bytesRemovedAt).toBeNull();
  });
}
