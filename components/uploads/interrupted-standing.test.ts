import { expect, test } from "vitest";
import { NetworkError } from "@/lib/client/network-error";
import { ApiError } from "@/lib/contract/errors";
import type { Image, ImageStatus } from "@/lib/contract/image";
import { imageFixture } from "@/lib/contract/image-fixture";
import { isShown, standingOf, type Standing } from "./interrupted-standing";

function standing(changes: Partial<Image>, error: Error | null = null): Standing {
  return standingOf({ image: imageFixture({ status: "uploading", ...changes }), error });
}

test("without an image nothing is in the way of going on", () => {
  expect(standingOf(null)).toEqual({ kind: "resumable" });
});

test.each<ImageStatus>(["waiting", "uploading", "unknown"])("an image that is %s takes the rest", (status) => {
  expect(standing({ status })).toEqual({ kind: "resumable" });
});

test("until the image was read nothing is shown", () => {
  expect(isShown(standingOf({ image: undefined, error: null }))).toBe(false);
});

test("what arrived before the page was closed is not shown as interrupted", () => {
  expect(isShown(standing({ status: "verifying" }))).toBe(false);
  expect(isShown(standing({ status: "completed" }))).toBe(false);
});

test("a deleted image is told, whether the provider keeps it in its books or not", () => {
  expect(standing({ deletedAt: "2026-03-05T10:00:00.000Z", status: "completed" })).toEqual({ kind: "deleted" });
  expect(standing({}, new ApiError("not_found", "There is no such image."))).toEqual({ kind: "deleted" });
  expect(isShown({ kind: "deleted" })).toBe(true);
});

test("a failed image tells why", () => {
  expect(standing({ status: "failed", failureReason: "The checksum does not match." })).toEqual({
    kind: "failed",
    reason: "The checksum does not match.",
  });
});

test("a network that is down keeps nobody from trying to go on", () => {
  expect(standingOf({ image: undefined, error: new NetworkError("The server cannot be reached.") })).toEqual({
    kind: "resumable",
  });
});
