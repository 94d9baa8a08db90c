import { ServiceError } from "@/lib/images-api/errors";
import type { ImageRow } from "@/lib/images-api/metadata/types";
import { TakesNoPartsError } from "@/lib/images-api/objects/takes-no-parts-error";
import { unixSeconds } from "./answers";
import { type Call, ownImage, requireWriter } from "./context";
import type { PartAnswer, PartRequest } from "./schemas";

/** A URL for one PUT of one part. @throws ServiceError `forbidden`, `not_found`, `invalid_request_error` */
export async function partUrl({ context, input }: Call<PartRequest & { id: string }>): Promise<PartAnswer> {
  requireWriter(context);
  const image = await ownImage(context, input.id);
  const refusal = whyNoParts(image);
  if (refusal !== null) throw new ServiceError("invalid_request_error", refusal);
  const { size: sizeBytes, content_md5: contentMd5 } = input;
  try {
    const { url, expiresAt } = await context.objects.presignPart(image.id, input.part_id, { sizeBytes, contentMd5 });
    return { url, expires_at: unixSeconds(expiresAt) };
  } catch (error) {
    if (!(error instanceof TakesNoPartsError)) throw error;
    throw new ServiceError("invalid_request_error", CLOSED_MEANWHILE);
  }
}

const CLOSED_MEANWHILE = "This image takes no parts any more: it was completed, deleted or given up at this moment.";

/** A sentence, or null when the image takes parts. */
function whyNoParts(image: ImageRow): string | null {
  switch (image.status) {
    case "started":
      return null;
    case "uploading":
      return image.sha256 === null
        ? null
        : "This image was declared complete and is being verified, so its parts cannot change any more.";
    case "completed":
      return "This image is completed, so its parts cannot change any more. Create a new image for other bytes.";
    case "failed":
      return `This image failed: ${image.failureReason} Create a new image and upload again.`;
    default:
      return image.status satisfies never;
  }
}
