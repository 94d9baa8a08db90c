import type { UploadView } from "@/lib/upload/upload-view";
import { formatBytes } from "@/lib/utils/format-bytes";

const NOTHING_SENT = "Nothing was sent so far, and no image is left behind.";

/** What canceling throws away and what would keep it. */
export function cancelWords({
  status,
  imageId,
  sentBytes,
}: Pick<UploadView, "status" | "imageId" | "sentBytes">): string {
  switch (status) {
    case "failed":
      // Its image may hold more than this upload sent: another browser may even have completed it.
      return "The image is deleted, with everything that was sent to it from here or elsewhere. Dismissing the upload keeps the image.";
    case "finishing":
    case "verifying":
      return "Every byte was sent. The image is deleted all the same, and the file would have to be sent again.";
    case "paused":
      return imageId === null
        ? NOTHING_SENT
        : `${lossOf(sentBytes)} Leaving the upload paused keeps ${whatIsKept(sentBytes)}.`;
    default:
      return imageId === null ? NOTHING_SENT : `${lossOf(sentBytes)} Pausing keeps ${whatIsKept(sentBytes)}.`;
  }
}

/** What goes with an image that is given up before all of it was sent. */
export function lossOf(sentBytes: number): string {
  if (sentBytes === 0) return "Nothing was sent so far, and the image is deleted.";
  return `The ${formatBytes(sentBytes)} sent so far are thrown away and the image is deleted.`;
}

function whatIsKept(sentBytes: number): string {
  return sentBytes === 0 ? "the image" : "them";
}
