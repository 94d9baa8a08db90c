import { expect, test } from "vitest";
import { ApiError, type ErrorCode } from "@/lib/contract/errors";
import type { Image, ImageStatus } from "@/lib/contract/image";
import { imageFixture } from "@/lib/contract/image-fixture";
import { NetworkError } from "./network-error";
import { pollInterval, retryDelay, shouldRetry, walkInterval } from "./polling";

const NOW = Date.parse("2025-02-08T12:00:00Z");
const HOUR_MS = 60 * 60 * 1000;

function image(status: ImageStatus, ageMs = HOUR_MS, deletedAt: string | null = null): Image {
  const createdAt = new Date(NOW - ageMs).toISOString();
  return imageFixture({ status, createdAt, deletedAt });
}

test.each([
  { images: [], interval: 30_000 },
  { images: [image("completed"), image("failed"), image("unknown")], interval: 30_000 },
  { images: [image("completed"), image("waiting", HOUR_MS / 10)], interval: 2_000 },
  { images: [image("uploading", 0)], interval: 2_000 },
  { images: [image("uploading"), image("waiting")], interval: 10_000 },
  { images: [image("verifying", 100 * HOUR_MS)], interval: 2_000 },
  { images: [image("waiting", 25 * HOUR_MS), image("uploading", 25 * HOUR_MS)], interval: 30_000 },
  { images: [image("uploading", HOUR_MS, "2025-02-08T11:30:00.000Z")], interval: 30_000 },
])("looks again after $interval ms", ({ images, interval }) => {
  expect(pollInterval(images, null, NOW)).toBe(interval);
});

test.each<ErrorCode>(["not_signed_in", "token_rejected", "forbidden", "not_found"])("%s ends the watch", (code) => {
  expect(pollInterval([image("uploading")], new ApiError(code, "m"), NOW)).toBe(false);
});

test("a failing server is asked slowly, and no sooner than it wants", () => {
  const moving = [image("uploading")];
  expect(pollInterval(moving, new NetworkError("m"), NOW)).toBe(30_000);
  expect(pollInterval(moving, new ApiError("upstream_failed", "m"), NOW)).toBe(30_000);
  expect(pollInterval(moving, new ApiError("rate_limited", "m", { retryAfterSeconds: 90 }), NOW)).toBe(90_000);
});

test.each([
  { error: new NetworkError("m"), again: true },
  { error: new ApiError("rate_limited", "m"), again: true },
  { error: new ApiError("upstream_unreachable", "m"), again: true },
  { error: new ApiError("rate_limited", "m", { retryAfterSeconds: 5 }), again: true },
  {
    error: new ApiError("rate_limited", "nobody watches a skeleton that long", { retryAfterSeconds: 60 }),
    again: false,
  },
  { error: new ApiError("token_rejected", "m"), again: false },
  { error: new ApiError("not_found", "m"), again: false },
  { error: new TypeError("a mistake of ours"), again: false },
])("$error.name $error.code $error.retryAfterSeconds is tried again: $again", ({ error, again }) => {
  expect(shouldRetry(0, error)).toBe(again);
  expect(shouldRetry(3, error)).toBe(false);
});

test("waits as long as the server asks", () => {
  expect(retryDelay(0, new NetworkError("m"))).toBe(1_000);
  expect(retryDelay(2, new NetworkError("m"))).toBe(4_000);
  expect(retryDelay(0, new ApiError("rate_limited", "m", { retryAfterSeconds: 9 }))).toBe(9_000);
});

test("a walk that failed begins again by itself, unless only a person can mend it", () => {
  expect(walkInterval(null)).toBe(600_000);
  expect(walkInterval(new NetworkError("m"))).toBe(30_000);
  expect(walkInterval(new ApiError("rate_limited", "m", { retryAfterSeconds: 90 }))).toBe(90_000);
  expect(walkInterval(new ApiError("token_rejected", "m"))).toBe(false);
});
