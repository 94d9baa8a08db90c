import { ApiError } from "@/lib/contract/errors";
import type { Image } from "@/lib/contract/image";
import { NetworkError } from "./network-error";

/** Between two looks at something that moves, in ms. */
export const FAST_POLL_MS = 2_000;

/** Between two looks at an upload that began a while ago, in ms: nobody waits for its every step. */
export const MIDDLE_POLL_MS = 10_000;

/** Between two looks at what rests, in ms. */
export const SLOW_POLL_MS = 30_000;

/** An upload that began no longer ago than this, in ms, is looked at often. */
const FRESH_UPLOAD_MS = 15 * 60 * 1000;

/** Every page is read again after this long, in ms: what others deleted or published far down the list shows by then. */
export const WALK_AGAIN_MS = 10 * 60 * 1000;

/**
 * An upload that began longer ago than this, in ms, is looked at slowly: most such images were left behind, and one that is
 * alive in this browser tells of its own progress.
 */
const LONG_UPLOAD_MS = 24 * 60 * 60 * 1000;

/** Tries after the first one, for errors that may pass. */
const MAX_RETRIES = 3;

/** A server that asks for a longer wait, in seconds, is not waited for in silence: its answer is shown, and the next poll comes later. */
const LONGEST_SILENT_WAIT_SECONDS = 5;

/** Whether the image's status is about to change. */
export function isMoving(image: Image, now: number): boolean {
  if (image.deletedAt !== null) return false;
  switch (image.status) {
    case "verifying":
    case "processing":
    case "deleting":
      return true;
    case "waiting":
    case "uploading":
      return now - Date.parse(image.createdAt) < LONG_UPLOAD_MS;
    case "completed":
    case "failed":
    case "not_imported":
    case "unknown":
      return false;
    default:
      return image.status satisfies never;
  }
}

/**
 * When to look again, in ms: false when only a person can make it succeed, no sooner than the server asked, slowly after
 * any other error. TanStack Query looks at nothing in a hidden tab.
 */
export function pollInterval(images: readonly Image[], error: Error | null, now: number): number | false {
  if (error instanceof ApiError) {
    switch (error.code) {
      case "not_signed_in":
      case "token_rejected":
      case "forbidden":
      case "not_found":
      case "invalid_request":
        return false;
      default:
        return Math.max(SLOW_POLL_MS, (error.retryAfterSeconds ?? 0) * 1000);
    }
  }
  if (error !== null) return SLOW_POLL_MS;
  const moving = images.filter((image) => isMoving(image, now));
  if (moving.length === 0) return SLOW_POLL_MS;
  const isFresh = ({ status, createdAt }: Image) =>
    status === "verifying" || now - Date.parse(createdAt) < FRESH_UPLOAD_MS;
  return moving.some(isFresh) ? FAST_POLL_MS : MIDDLE_POLL_MS;
}

/** When to read every page again, in ms: one that failed as soon as a look at the newest images would. False as for `pollInterval`. */
export function walkInterval(error: Error | null): number | false {
  return error === null ? WALK_AGAIN_MS : pollInterval([], error, 0);
}

/**
 * Whether a read that failed `failures` times in a row may succeed if it waits. A server that limits how often it is asked is
 * waited for without end: it says itself when it will answer.
 */
export function isPassing(failures: number, error: unknown): boolean {
  if (error instanceof ApiError && error.code === "rate_limited") return true;
  if (failures > MAX_RETRIES) return false;
  if (error instanceof NetworkError) return true;
  return error instanceof ApiError && (error.code === "upstream_unreachable" || error.code === "upstream_timeout");
}

/** Whether a read that failed `failures` times before this error is worth another try at once. */
export function shouldRetry(failures: number, error: Error): boolean {
  if (failures >= MAX_RETRIES) return false;
  if (error instanceof ApiError && (error.retryAfterSeconds ?? 0) > LONGEST_SILENT_WAIT_SECONDS) return false;
  return isPassing(failures, error);
}

/** Milliseconds before the next try: what the server asked for, else 1, 2, 4 s. */
export function retryDelay(failures: number, error: Error): number {
  const asked = error instanceof ApiError ? error.retryAfterSeconds : undefined;
  return asked === undefined ? 1000 * 2 ** failures : asked * 1000;
}
