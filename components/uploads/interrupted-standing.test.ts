import { expect, test } from "vitest";
import { NetworkError } from "@/lib/client/network-error";
import { ApiError } from "@/lib/contract/errors";
import type { Image, ImageStatus } from "@/lib/contract/image";
import { imageFixture } from "@/lib/contract/image-fixture";
import { isShown, standingOf, type Standing } from "./interrupted-standing";

const NOW = Date.parse("2026-03-05T12:00:00Z");
const PARTS = { beginsAnew: false, expiresAt: null, isFinishedByAsking: false };

function standing(changes: Partial<Image>, error: Error | null = null, plan: Partial<typeof PARTS> = {}): Standing {
  const image = imageFixture({ status: "uploading", ...changes });
  return standingOf({ image, error }, { ...PARTS, ...plan }, NOW);
}

test("without an image nothing is in the way of going on", () => {
  expect(standingOf(null, PARTS, NOW)).toEqual({ kind: "resumable" });
});

test.each<ImageStatus>(["waiting", "uploading", "unknown"])("an image that is %s takes the rest", (status) => {
  expect(standing({ status })).toEqual({ kind: "resumable" });
});

test("until the image was read nothing is shown", () => {
  expect(isShown(standingOf({ image: undefined, error: null }, PARTS, NOW))).toBe(false);
});

test("what arrived before the page was closed is not shown as interrupted", () => {
  expect(isShown(standing({ status: "verifying" }))).toBe(false);
  expect(isShown(standing({ status: "completed" }))).toBe(false);
});

test("a deleted image is told, whether the provider keeps it in its books or not", () => {
  expect(standing({ deletedAt: "2026-03-05T10:00:00.000Z", status: "completed" })).toEqual({
    kind: "deleted",
    reason: null,
  });
  expect(standing({}, new ApiError("not_found", "There is no such image."))).toEqual({ kind: "deleted", reason: null });
  expect(isShown({ kind: "deleted", reason: null })).toBe(true);
});

test("a failed image tells why", () => {
  expect(standing({ status: "failed", failureReason: "The checksum does not match." })).toEqual({
    kind: "failed",
    reason: "The checksum does not match.",
  });
});

test("a network that is down keeps nobody from trying to go on", () => {
  expect(
    standingOf({ image: undefined, error: new NetworkError("The server cannot be reached.") }, PARTS, NOW),
  ).toEqual({
    kind: "resumable",
  });
});

test("of an image that only the provider takes away, its words say why it is gone", () => {
  const gone = new ApiError("not_found", "Linode could not read the file.");
  expect(standing({}, gone, { beginsAnew: true })).toEqual({
    kind: "deleted",
    reason: "Linode could not read the file.",
  });
});

test("what the provider finishes only when it is asked to can be gone on with", () => {
  expect(standing({ status: "verifying" }, null, { isFinishedByAsking: true })).toEqual({ kind: "resumable" });
});

test("what the provider does not take any more cannot be gone on with", () => {
  const plan = { beginsAnew: true, isFinishedByAsking: false };
  const image = imageFixture({ status: "waiting" });
  expect(standingOf({ image, error: null }, { ...plan, expiresAt: NOW + 1 }, NOW)).toEqual({ kind: "resumable" });
  expect(standingOf({ image, error: null }, { ...plan, expiresAt: NOW }, NOW)).toMatchObject({ kind: "failed" });
});
