import type { UploadView } from "@/lib/upload/upload-view";

/** What somebody can do about a failed upload beyond a retry, a sentence; null where the failure itself says it. */
export function failureAdvice({ failure, imageId }: Pick<UploadView, "failure" | "imageId">): string | null {
  switch (failure?.code) {
    case "conflict":
      return imageId === null
        ? "Dismiss this upload and start it again with another name."
        : "Look at the image before you cancel this upload: canceling deletes the image, even if somebody else completed it.";
    case "file_changed":
      return "To upload the file as it is now, cancel this upload and start a new one.";
    case "file_unreadable":
      return "Retry once the file is back as it was, or cancel this upload and start a new one.";
    default:
      return null;
  }
}
