import { ServiceError } from "@/lib/images-api/errors";
import { imageAnswer, isVerifying } from "./answers";
import { type Call, requireWriter } from "./context";
import type { ImageAnswer } from "./schemas";

/**
 * Takes back a deletion: the image is what it was, with its name. A verification that the deletion ended begins again.
 * @throws ServiceError `forbidden`, `not_found`, `conflict`
 */
export async function restoreImage({ context, input }: Call<{ id: string }>): Promise<ImageAnswer> {
  requireWriter(context);
  const restored = await context.metadata.restoreImage(input.id, context.identity.owner, Date.now(), context.by);
  switch (restored) {
    case "not_found":
      throw new ServiceError(
        "not_found",
        `You have no deleted image ${JSON.stringify(input.id)}. List your images to see whether it was restored already.`,
      );
    case "name_taken":
      throw new ServiceError(
        "conflict",
        "Another image of yours has its name by now. Delete that image first, then restore this one.",
      );
    case "bytes_removed":
      throw new ServiceError(
        "conflict",
        "Its bytes were removed from the server, so it cannot be restored. Create a new image and upload the file again.",
      );
    default:
      if (isVerifying(restored)) context.verifier.begin(restored.id);
      return imageAnswer(restored);
  }
}
