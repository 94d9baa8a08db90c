import { trayText } from "@/lib/text/tray-text";
import { uploadsText } from "@/lib/text/uploads-text";
import type { UploadStatus, UploadView } from "@/lib/upload/upload-view";
import { formatBytes } from "@/lib/utils/format-bytes";
import { formatDuration } from "@/lib/utils/format-duration";

/** The word for what an upload is doing. */
export function statusWord(status: UploadStatus): string {
  return uploadsText.status[status];
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
      return [uploadsText.ofTotal(formatBytes(upload.sentBytes), size)];
    case "uploading": {
      const pieces = [uploadsText.ofTotal(formatBytes(upload.sentBytes), size)];
      if (upload.bytesPerSecond !== null) pieces.push(uploadsText.speed(formatBytes(upload.bytesPerSecond)));
      if (upload.secondsLeft !== null)
        pieces.push(uploadsText.timeLeft(formatDuration(calmSeconds(upload.secondsLeft))));
      return pieces;
    }
    default:
      return upload.status satisfies never;
  }
}

/** A time left in steps that grow with it: what changes with every look is not read. */
function calmSeconds(seconds: number): number {
  const step = seconds < 60 ? 1 : seconds < 600 ? 10 : 60;
  return Math.ceil(seconds / step) * step;
}

/** The whole tray in a few words, as in `2 uploading · 1 failed`. */
export function summarize(uploads: readonly UploadView[]): string {
  const { summary } = trayText;
  const count = (matches: (upload: UploadView) => boolean) => uploads.filter(matches).length;
  // What needs somebody comes first, for the end is cut where there is little room.
  const groups = [
    [count(({ status }) => status === "failed"), summary.failed],
    [count(({ status }) => status === "unauthorized"), summary.unauthorized],
    [
      count(({ status }) => status === "uploading" || status === "creating" || status === "finishing"),
      summary.uploading,
    ],
    [count(({ status }) => status === "retrying" || status === "offline" || status === "queued"), summary.waiting],
    [count(({ status }) => status === "paused"), summary.paused],
    [count(({ status }) => status === "verifying"), summary.verifying],
    [count(({ status }) => status === "canceling"), summary.canceling],
    [count(({ status }) => status === "completed"), summary.completed],
  ] as const;
  return groups
    .filter(([amount]) => amount > 0)
    .map(([amount, words]) => words(amount))
    .join(" · ");
}

/** A sentence for a screen reader when an upload's status changes; null for changes that nobody needs to hear. */
export function announcement({ name, status, failure }: UploadView): string | null {
  const text = uploadsText.announced;
  switch (status) {
    case "completed":
      return text.completed(name);
    case "failed":
      return text.failed(name, failure?.message ?? "");
    case "paused":
      return text.paused(name);
    case "offline":
      return text.offline(name);
    case "unauthorized":
      return text.unauthorized(name);
    default:
      return null;
  }
}
