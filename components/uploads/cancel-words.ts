import { trayText } from "@/lib/text/tray-text";
import type { UploadView } from "@/lib/upload/upload-view";
import { formatBytes } from "@/lib/utils/format-bytes";

const text = trayText.cancel;

/** What canceling throws away and what would keep it. */
export function cancelWords({
  status,
  imageId,
  sentBytes,
  beginsAnew,
}: Pick<UploadView, "status" | "imageId" | "sentBytes" | "beginsAnew">): string {
  switch (status) {
    case "failed":
      // Its image may hold more than this upload sent: another browser may even have completed it.
      return text.failedBefore;
    case "finishing":
    case "verifying":
      return text.allSent;
    case "uploading":
      if (beginsAnew && sentBytes > 0) return sentences(text.anew(formatBytes(sentBytes)), text.pausingKeepsImage);
      return keptByPausing(imageId, sentBytes);
    case "paused":
      return imageId === null
        ? text.nothingSent
        : sentences(lossOf(sentBytes), sentBytes === 0 ? text.pausedKeepsImage : text.pausedKeepsThem);
    default:
      return keptByPausing(imageId, sentBytes);
  }
}

function keptByPausing(imageId: string | null, sentBytes: number): string {
  if (imageId === null) return text.nothingSent;
  return sentences(lossOf(sentBytes), sentBytes === 0 ? text.pausingKeepsImage : text.pausingKeepsThem);
}

/** What goes with an image that is given up before all of it was sent. */
export function lossOf(sentBytes: number): string {
  return sentBytes === 0 ? text.nothingSentYet : text.loss(formatBytes(sentBytes));
}

function sentences(...parts: readonly string[]): string {
  return parts.join(" ");
}
