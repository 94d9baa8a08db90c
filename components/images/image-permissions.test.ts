import { expect, test } from "vitest";
import { EVERYTHING } from "@/lib/contract/capabilities-fixture";
import type { ImageStatus } from "@/lib/contract/image";
import { imageFixture } from "@/lib/contract/image-fixture";
import type { Capabilities } from "@/lib/contract/session";
import { isUploadWanted, whyNoDelete, whyNoDownload, whyNoRestore } from "./image-permissions";

const viewer: Capabilities = { ...EVERYTHING, delete: { allowed: false, reason: "A viewer only looks." } };

test("a completed image can be downloaded and deleted", () => {
  expect(whyNoDownload(imageFixture({}), EVERYTHING)).toBeUndefined();
  expect(whyNoDelete(imageFixture({}), EVERYTHING)).toBeUndefined();
});

test.each<ImageStatus>(["waiting", "uploading", "verifying", "failed"])("there is no link while %s", (status) => {
  expect(whyNoDownload(imageFixture({ status }), EVERYTHING)).toMatch(/\.$/);
  expect(whyNoDelete(imageFixture({ status }), EVERYTHING)).toBeUndefined();
});

test("a status that we do not know leaves the answer to the provider", () => {
  expect(whyNoDownload(imageFixture({ status: "unknown" }), EVERYTHING)).toBeUndefined();
});

test("a deleted image can be neither downloaded nor deleted", () => {
  const deleted = imageFixture({ deletedAt: "2026-03-05T10:00:00.000Z" });
  expect(whyNoDownload(deleted, EVERYTHING)).toBe("The image was deleted.");
  expect(whyNoDelete(deleted, EVERYTHING)).toBe("The image is already deleted.");
});

test("only a deleted image can be restored, where the connection can do that", () => {
  const deleted = imageFixture({ deletedAt: "2026-03-05T10:00:00.000Z" });
  expect(whyNoRestore(deleted, EVERYTHING)).toBeUndefined();
  expect(whyNoRestore(imageFixture({}), EVERYTHING)).toBe("The image is not deleted.");
  const reason = "This API keeps nothing.";
  expect(whyNoRestore(deleted, { ...EVERYTHING, restore: { allowed: false, reason } })).toBe(reason);
});

test("the connection's own reason is told", () => {
  expect(whyNoDelete(imageFixture({}), viewer)).toBe("A viewer only looks.");
});

test("an image that waits can be uploaded from here, unless this browser sends or remembers it", () => {
  const waiting = imageFixture({ status: "waiting" });
  const { connection } = waiting;
  expect(
    isUploadWanted(
      waiting,
      [null, "image_2"].map((imageId) => ({ connection, imageId })),
    ),
  ).toBe(true);
  expect(isUploadWanted(imageFixture({ status: "uploading" }), [])).toBe(true);
  expect(isUploadWanted(waiting, [{ connection, imageId: "image_1" }])).toBe(false);
  // Another provider may have an image of the same id.
  expect(isUploadWanted(waiting, [{ connection: "oxide", imageId: "image_1" }])).toBe(true);
});

test.each<ImageStatus>(["verifying", "completed", "failed", "unknown"])("nothing is wanted while %s", (status) => {
  expect(isUploadWanted(imageFixture({ status }), [])).toBe(false);
});

test("a deleted image wants nothing", () => {
  expect(isUploadWanted(imageFixture({ status: "waiting", deletedAt: "2026-03-05T10:00:00.000Z" }), [])).toBe(false);
});

test("an image that the provider is deleting is not deleted twice, nor downloaded", () => {
  const image = imageFixture({ status: "deleting" });
  expect(whyNoDelete(image, EVERYTHING)).toBe("The provider is deleting the image already.");
  expect(whyNoDownload(image, EVERYTHING)).toMatch(/\.$/);
});

test.each<ImageStatus>(["not_imported", "processing"])("what is %s can be deleted and has no link", (status) => {
  expect(whyNoDelete(imageFixture({ status }), EVERYTHING)).toBeUndefined();
  expect(whyNoDownload(imageFixture({ status }), EVERYTHING)).toBe("There is a link once the image is ready.");
  expect(isUploadWanted(imageFixture({ status }), [])).toBe(false);
});
