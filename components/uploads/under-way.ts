import type { UploadView } from "@/lib/upload/upload-view";

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
