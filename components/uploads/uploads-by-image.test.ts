import { expect, test } from "vitest";
import type { UploadView } from "@/lib/upload/upload-view";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";
import { uploadView } from "./upload-view-fixture";
import { uploadsByImage } from "./uploads-by-image";

function view(changes: Partial<UploadView>): UploadView {
  return uploadView({ imageId: "image_a", ...changes });
}

function interruptedUpload(imageId: string | null): InterruptedUpload {
  return {
    id: "interrupted",
    connection: "sfcompute",
    account: null,
    imageId,
    name: "disk",
    fileName: "disk.img",
    sizeBytes: 100,
    lastModified: 0,
    acknowledgedBytes: 10,
    startedAt: 0,
    updatedAt: 0,
    hasHandle: false,
    beginsAnew: false,
    expiresAt: null,
    isFinishedByAsking: false,
  };
}

test("an image's upload is found, and is the same object until that upload changes", () => {
  const find = uploadsByImage();
  const still = view({ imageId: "image_still", status: "paused" });
  const first = { uploads: [view({}), still], interrupted: [] };
  const before = find(first, "sfcompute", "image_still");
  expect(before).toEqual({ kind: "running", view: still });
  expect(find(first, "sfcompute", "image_other")).toBeNull();
  expect(find(first, "linode", "image_still")).toBeNull();
  const second = { uploads: [view({ sentBytes: 20 }), still], interrupted: [] };
  expect(find(second, "sfcompute", "image_a")).toMatchObject({ view: { sentBytes: 20 } });
  expect(find(second, "sfcompute", "image_still")).toBe(before);
});

test("a running upload counts more than an interrupted one, and a completed one not at all", () => {
  const find = uploadsByImage();
  const upload = interruptedUpload("image_a");
  expect(find({ uploads: [], interrupted: [upload, interruptedUpload(null)] }, "sfcompute", "image_a")).toEqual({
    kind: "interrupted",
    upload,
  });
  expect(find({ uploads: [view({})], interrupted: [upload] }, "sfcompute", "image_a")?.kind).toBe("running");
  expect(find({ uploads: [view({ status: "completed" })], interrupted: [] }, "sfcompute", "image_a")).toBeNull();
});
