import type { Image } from "@/lib/contract/image";
import type { Capabilities } from "@/lib/contract/session";
import { imageActionsText } from "@/lib/text/image-actions-text";

/** Why a download link cannot be had now; undefined when it can. */
export function whyNoDownload(image: Image, capabilities: Capabilities): string | undefined {
  if (!capabilities.download.allowed) return capabilities.download.reason;
  if (image.deletedAt !== null) return imageActionsText.isDeleted;
  switch (image.status) {
    case "waiting":
    case "uploading":
      return imageActionsText.linkAfterUpload;
    case "verifying":
      return imageActionsText.linkAfterVerification;
    case "failed":
      return imageActionsText.noLinkOfFailed;
    case "not_imported":
    case "processing":
    case "deleting":
      return imageActionsText.linkWhenReady;
    case "completed":
    case "unknown":
      return undefined;
    default:
      return image.status satisfies never;
  }
}

/** Whether the image has not all its bytes yet: what was sent so far ends with it. */
export function isUnfinished({ status }: Image): boolean {
  return status === "waiting" || status === "uploading";
}

/**
 * Whether the image waits for bytes that nobody sends from this browser, or remembers here to send.
 * @param here what is sent and remembered
 */
export function isUploadWanted(image: Image, here: readonly { connection: string; imageId: string | null }[]): boolean {
  if (image.deletedAt !== null || !isUnfinished(image)) return false;
  return !here.some(({ connection, imageId }) => imageId === image.id && connection === image.connection);
}

/** Why the image cannot be deleted now; undefined when it can. */
export function whyNoDelete(image: Image, capabilities: Capabilities): string | undefined {
  if (!capabilities.delete.allowed) return capabilities.delete.reason;
  if (image.deletedAt !== null) return imageActionsText.isDeletedAlready;
  return image.status === "deleting" ? imageActionsText.isBeingDeleted : undefined;
}

/** Why the image's deletion cannot be taken back now; undefined when it can. */
export function whyNoRestore(image: Image, capabilities: Capabilities): string | undefined {
  if (!capabilities.restore.allowed) return capabilities.restore.reason;
  return image.deletedAt === null ? imageActionsText.isNotDeleted : undefined;
}
