import { trayText } from "@/lib/text/tray-text";
import type { UploadView } from "@/lib/upload/upload-view";

/** What somebody can do about a failed upload beyond a retry, a sentence; null where the failure itself says it. */
export function failureAdvice({
  failure,
  imageId,
  elsewhere,
}: Pick<UploadView, "failure" | "imageId" | "elsewhere">): string | null {
  switch (failure?.code) {
    case "conflict":
      return imageId === null ? nameTakenAdvice(elsewhere) : trayText.advice.lookFirst;
    case "file_changed":
      return trayText.advice.fileChanged;
    case "file_unreadable":
      return trayText.advice.fileUnreadable;
    default:
      return null;
  }
}

/** Whether a failed upload can begin again at once, under another name. */
export function canBeRenamed({
  failure,
  imageId,
  elsewhere,
}: Pick<UploadView, "failure" | "imageId" | "elsewhere">): boolean {
  return failure?.code === "conflict" && imageId === null && !elsewhere;
}

/** Whether what was entered for a failed upload can be mended, and the upload begun again. */
export function canBeChanged({
  failure,
  imageId,
  elsewhere,
}: Pick<UploadView, "failure" | "imageId" | "elsewhere">): boolean {
  return failure?.code === "invalid_request" && imageId === null && !elsewhere;
}

function nameTakenAdvice(elsewhere: boolean): string {
  return elsewhere ? trayText.advice.nameTakenElsewhere : trayText.advice.nameTaken;
}
