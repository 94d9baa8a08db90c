import { expect, test } from "vitest";
import type { Image, ImageStatus } from "@/lib/contract/image";
import type { Capabilities } from "@/lib/contract/session";
import { isUploadWanted, whyNoDelete, whyNoDownload } from "./image-permissions";

const everything: Capabilities = { upload: { allowed: true }, download: { allowed: true }, delete: { allowed: true } };
const viewer: Capabilities = { ...everything, delete: { allowed: false, reason: "A viewer only looks." } };

function image(changes: Partial<Image>): Image {
  return {
    id: "image_1",
    name: "ubuntu.img",
    status: "completed",
    providerStatus: "completed",
    createdAt: "2026-03-04T10:00:00.000Z",
    sha256: null,
    sizeBytes: null,
    failureReason: null,
    deletedAt: null,
    ...changes,
  };
}

test("a completed image can be downloaded and deleted", () => {
  expect(whyNoDownload(image({}), everything)).toBeUndefined();
  expect(whyNoDelete(image({}), everything)).toBeUndefined();
});

test.each<ImageStatus>(["waiting", "uploading", "verifying", "failed"])("there is no link while %s", (status) => {
  expect(whyNoDownload(image({ status }), everything)).toMatch(/\.$/);
  expect(whyNoDelete(image({ status }), everything)).toBeUndefined();
});

test("a status that we do not know leaves the answer to the provider", () => {
  expect(whyNoDownload(image({ status: "unknown" }), everything)).toBeUndefined();
});

test("a deleted image can be neither downloaded nor deleted", () => {
  const deleted = image({ deletedAt: "2026-03-05T10:00:00.000Z" });
  expect(whyNoDownload(deleted, everything)).toBe("The image was deleted.");
  expect(whyNoDelete(deleted, everything)).toBe("The image is already deleted.");
});

test("the connection's own reason is told", () => {
  expect(whyNoDelete(image({}), viewer)).toBe("A viewer only looks.");
});

test("an image that waits can be uploaded from here, unless this browser sends or remembers it", () => {
  const waiting = image({ status: "waiting" });
  expect(isUploadWanted(waiting, new Set([null, "image_2"]))).toBe(true);
  expect(isUploadWanted(image({ status: "uploading" }), new Set())).toBe(true);
  expect(isUploadWanted(waiting, new Set(["image_1"]))).toBe(false);
});

test.each<ImageStatus>(["verifying", "completed", "failed", "unknown"])("nothing is wanted while %s", (status) => {
  expect(isUploadWanted(image({ status }), new Set())).toBe(false);
});

test("a deleted image wants nothing", () => {
  expect(isUploadWanted(image({ status: "waiting", deletedAt: "2026-03-05T10:00:00.000Z" }), new Set())).toBe(false);
});
