import { ServiceError } from "@/lib/images-api/errors";
import { doneTo } from "@/lib/images-api/metadata/audit";
import type { ImageRow } from "@/lib/images-api/metadata/types";
import { isVerifying, unixSeconds } from "./answers";
import { type Call, visibleImage } from "./context";
import type { DownloadAnswer } from "./schemas";

/** A URL that anyone can download the image from, until it expires or the image is deleted. @throws ServiceError `not_found`, `conflict` */
export async function downloadUrl({ context, input }: Call<{ id: string }>): Promise<DownloadAnswer> {
  const image = await visibleImage(context, input.id);
  const { id, name, sha256, sizeBytes } = image;
  if (image.status !== "completed" || sha256 === null || sizeBytes === null) {
    throw new ServiceError("conflict", whyNoDownload(image));
  }
  // Before the link is anybody's: without the entry nobody gets it.
  await context.metadata.recordAudit(doneTo(image, context.by, Date.now(), "image.download"));
  const { url, expiresAt } = await context.objects.presignDownload({ id, name, sha256 });
  return { url, expires_at: unixSeconds(expiresAt), sha256, size: sizeBytes };
}

function whyNoDownload(image: ImageRow): string {
  if (image.status === "failed") return `This image failed: ${image.failureReason} Upload it again under a new image.`;
  if (isVerifying(image)) return "This image is being verified. Try again when it is completed.";
  return "This image is not uploaded yet. Upload all parts and complete it, then download it.";
}
