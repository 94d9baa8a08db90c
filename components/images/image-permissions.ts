import type { Image } from "@/lib/contract/image";
import type { Capabilities } from "@/lib/contract/session";

/** Why a download link cannot be had now; undefined when it can. */
export function whyNoDownload(image: Image, capabilities: Capabilities): string | undefined {
  if (!capabilities.download.allowed) return capabilities.download.reason;
  if (image.deletedAt !== null) return "The image was deleted.";
  switch (image.status) {
    case "waiting":
    case "uploading":
      return "There is a link once the upload is completed.";
    case "verifying":
      return "There is a link once the checksum is verified.";
    case "failed":
      return "A failed image cannot be downloaded.";
    case "completed":
    case "unknown":
      return undefined;
    default:
      return image.status satisfies never;
  }
}

/** Whether the image waits for bytes that nobody sends from this browser, or remembers here to send. */
export function isUploadWanted(image: Image, imageIdsHere: ReadonlySet<string | null>): boolean {
  if (image.deletedAt !== null || imageIdsHere.has(image.id)) return false;
  return image.status === "waiting" || image.status === "uploading";
}

/** Why the image cannot be deleted now; undefined when it can. */
export function whyNoDelete(image: Image, capabilities: Capabilities): string | undefined {
  if (!capabilities.delete.allowed) return capabilities.delete.reason;
  return image.deletedAt === null ? undefined : "The image is already deleted.";
}
