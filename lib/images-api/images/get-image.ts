import { imageAnswer } from "./answers";
import { type Call, visibleImage } from "./context";
import type { ImageAnswer } from "./schemas";

/** The caller's own image or a public one. @throws ServiceError `not_found` */
export async function getImage({ context, input }: Call<{ id: string }>): Promise<ImageAnswer> {
  return imageAnswer(await visibleImage(context, input.id));
}
