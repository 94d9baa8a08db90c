import { nanoid } from "nanoid";
import { ServiceError } from "@/lib/images-api/errors";
import { imageAnswer } from "./answers";
import { type Call, requireWriter } from "./context";
import type { CreateRequest, ImageAnswer } from "./schemas";

/** Makes an image that waits for its parts. @throws ServiceError `forbidden`, `conflict` */
export async function createImage({ context, input }: Call<CreateRequest>): Promise<ImageAnswer> {
  requireWriter(context);
  // nanoid's 21 characters are of the contract's alphabet and length.
  const created = await context.metadata.createImage(
    { id: `image_${nanoid()}`, owner: context.identity.owner, name: input.name, createdAt: Date.now() },
    context.by,
  );
  if (created === "name_taken") {
    throw new ServiceError(
      "conflict",
      `You already have an image named ${input.name}. Choose another name, or delete that image first.`,
    );
  }
  return imageAnswer(created);
}
