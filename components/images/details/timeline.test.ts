import { expect, test } from "vitest";
import { imageFixture } from "@/lib/contract/image-fixture";
import { timelineOf } from "./timeline";

const createdAt = "2026-09-18T14:00:00.000Z";
const uploadedAt = "2026-09-18T14:03:20.000Z";
const finishedAt = "2026-09-18T14:03:25.000Z";
const deletedAt = "2026-09-19T14:03:25.000Z";

test("what is known is told in order, with the time between", () => {
  const image = imageFixture({ status: "completed", createdAt, uploadedAt, finishedAt, deletedAt });
  expect(timelineOf(image)).toEqual([
    { kind: "created", instant: createdAt, secondsSince: null },
    { kind: "uploaded", instant: uploadedAt, secondsSince: 200 },
    { kind: "verified", instant: finishedAt, secondsSince: 5 },
    { kind: "deleted", instant: deletedAt, secondsSince: 86_400 },
  ]);
});

test("what nobody told is left out, and the time since the last known step is told", () => {
  const image = imageFixture({ status: "failed", createdAt, uploadedAt: null, finishedAt, deletedAt: null });
  expect(timelineOf(image)).toEqual([
    { kind: "created", instant: createdAt, secondsSince: null },
    { kind: "failed", instant: finishedAt, secondsSince: 205 },
  ]);
});

test("an image that is on its way ends with what it is doing now", () => {
  const image = imageFixture({ status: "verifying", createdAt, uploadedAt, finishedAt: null, deletedAt: null });
  expect(timelineOf(image).map(({ kind }) => kind)).toEqual(["created", "uploaded", "now"]);
});

test("instants in the wrong order have no time between them", () => {
  const image = imageFixture({ status: "completed", createdAt: uploadedAt, uploadedAt: createdAt, finishedAt: null });
  expect(timelineOf(image)[1]).toEqual({ kind: "uploaded", instant: createdAt, secondsSince: null });
});

test("what was never uploaded is ready, and nobody compared its checksum", () => {
  const image = imageFixture({ status: "completed", createdAt, uploadedAt: null, finishedAt });
  expect(timelineOf(image).map(({ kind }) => kind)).toEqual(["created", "ready"]);
});

test("what was uploaded is ready where its provider compared nothing", () => {
  const image = imageFixture({ createdAt, uploadedAt, finishedAt, sha256: "0f".repeat(32), isSha256Verified: false });
  expect(timelineOf(image).map(({ kind }) => kind)).toEqual(["created", "uploaded", "ready"]);
});

test("what the provider does by itself is told while it does it", () => {
  for (const status of ["processing", "deleting"] as const) {
    expect(timelineOf(imageFixture({ status, createdAt })).map(({ kind }) => kind)).toEqual(["created", "now"]);
  }
  expect(timelineOf(imageFixture({ status: "not_imported", createdAt }))).toHaveLength(1);
});
