import type { UploadStatus, UploadView } from "@/lib/upload/upload-view";
import { formatBytes } from "@/lib/utils/format-bytes";
import { formatDuration } from "@/lib/utils/format-duration";

/** Whether there is something left to do for this page, which it does without being asked again. */
export function isUnderWay({ status }: UploadView): boolean {
  return status !== "completed" && status !== "failed" && status !== "verifying";
}

/**
 * Whether closing the page would cost something: what is being sent, at least. Where nothing is remembered, everything that
 * was sent, also of a failed upload that could be tried again.
 */
export function wouldBeLost(upload: UploadView, isRemembered: boolean): boolean {
  if (isRemembered) return isUnderWay(upload) && upload.status !== "paused" && upload.status !== "unauthorized";
  return isUnderWay(upload) || (upload.can.retry && upload.sentBytes > 0);
}

/** The word for what an upload is doing. */
export function statusWord(status: UploadStatus): string {
  switch (status) {
    case "queued":
      return "Waiting for its turn";
    case "creating":
      return "Starting";
    case "uploading":
      return "Uploading";
    case "paused":
      return "Paused";
    case "retrying":
      return "Retrying";
    case "offline":
      return "Waiting for the network";
    case "unauthorized":
      return "Waiting for a new token";
    case "finishing":
      return "Finishing";
    case "verifying":
      return "Verifying";
    case "completed":
      return "Completed";
    case "failed":
      return "Failed";
    case "canceling":
      return "Canceling";
    default:
      return status satisfies never;
  }
}

/** What stands under the bar beside the status, piece by piece: bytes, speed, time left. */
export function progressPieces(upload: UploadView): string[] {
  const size = formatBytes(upload.sizeBytes);
  switch (upload.status) {
    case "queued":
    case "creating":
    case "finishing":
    case "verifying":
    case "completed":
    case "canceling":
      return [size];
    case "paused":
    case "retrying":
    case "offline":
    case "unauthorized":
    case "failed":
      return [`${formatBytes(upload.sentBytes)} of ${size}`];
    case "uploading": {
      const pieces = [`${formatBytes(upload.sentBytes)} of ${size}`];
      if (upload.bytesPerSecond !== null) pieces.push(`${formatBytes(upload.bytesPerSecond)}/s`);
      if (upload.secondsLeft !== null) pieces.push(`${formatDuration(upload.secondsLeft)} left`);
      return pieces;
    }
    default:
      return upload.status satisfies never;
  }
}

/** The whole tray in a few words, as in `2 uploading · 1 failed`. */
export function summarize(uploads: readonly UploadView[]): string {
  const count = (matches: (upload: UploadView) => boolean) => uploads.filter(matches).length;
  // What needs somebody comes first, for the end is cut where there is little room.
  const groups = [
    [count(({ status }) => status === "failed"), "failed"],
    [count(({ status }) => status === "unauthorized"), "waiting for a token"],
    [count(({ status }) => status === "uploading" || status === "creating" || status === "finishing"), "uploading"],
    [count(({ status }) => status === "retrying" || status === "offline" || status === "queued"), "waiting"],
    [count(({ status }) => status === "paused"), "paused"],
    [count(({ status }) => status === "verifying"), "verifying"],
    [count(({ status }) => status === "canceling"), "canceling"],
    [count(({ status }) => status === "completed"), "completed"],
  ] as const;
  return groups
    .filter(([amount]) => amount > 0)
    .map(([amount, word]) => `${amount} ${word}`)
    .join(" · ");
}

/** A sentence for a screen reader when an upload's status changes; null for changes that nobody needs to hear. */
export function announcement({ name, status, failure }: UploadView): string | null {
  switch (status) {
    case "completed":
      return `${name} is completed.`;
    case "failed":
      return `The upload of ${name} failed. ${failure?.message ?? ""}`.trim();
    case "paused":
      return `The upload of ${name} is paused.`;
    case "offline":
      return `The upload of ${name} waits for the network.`;
    case "unauthorized":
      return `The upload of ${name} waits for a new token.`;
    default:
      return null;
  }
}
