import "server-only";
import { ApiError } from "@/lib/contract/errors";
import { cycleText } from "@/lib/text/cycle-text";
import { objectIdSchema } from "./wire";

/** Nothing else than an id goes into a path: `/images/sources` is another resource. @throws ApiError `not_found` */
export function requireImageId(imageId: string | null): string {
  const id = objectIdSchema.safeParse(imageId);
  if (!id.success) throw new ApiError("not_found", cycleText.noSuchImage);
  return id.data;
}
