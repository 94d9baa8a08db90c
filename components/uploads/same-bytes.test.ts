import { expect, test } from "vitest";
import { imageFixture } from "@/lib/contract/image-fixture";
import { findSameBytes } from "./same-bytes";

const SHA256 = "a".repeat(64);

test("only a completed image that is still there, and is another one, has the same bytes", () => {
  const images = [
    imageFixture({ id: "image_failed", sha256: SHA256, status: "failed" }),
    imageFixture({ id: "image_deleted", sha256: SHA256, status: "completed", deletedAt: "2026-01-01T00:00:00Z" }),
    imageFixture({ id: "image_own", sha256: SHA256, status: "completed" }),
    imageFixture({ id: "image_same", sha256: SHA256, status: "completed" }),
  ];
  expect(findSameBytes(images, SHA256)?.id).toBe("image_own");
  expect(findSameBytes(images, SHA256, "image_own")?.id).toBe("image_same");
  expect(findSameBytes(images.slice(0, 3), SHA256, "image_own")).toBeNull();
  expect(findSameBytes(images, "b".repeat(64))).toBeNull();
  expect(findSameBytes(images, null)).toBeNull();
  expect(findSameBytes(undefined, SHA256)).toBeNull();
});
