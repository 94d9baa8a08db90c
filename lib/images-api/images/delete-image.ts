import { isVerifying } from "./answers";
import { type ImagesContext, type ImageVerifier, imageNotFound, requireWriter } from "./context";
import type { DeleteAnswer } from "./schemas";

interface DeleteCall {
  context: Pick<ImagesContext, "identity" | "by" | "metadata"> & { verifier: Pick<ImageVerifier, "begin" | "abort"> };
  input: { id: string };
}

/**
 * Deletes softly: the name is free at once, the bytes go after the retention time. A verification under way ends.
 * @throws ServiceError `forbidden`, `not_found`
 */
export async function deleteImage({ context, input }: DeleteCall): Promise<DeleteAnswer> {
  requireWriter(context);
  const deleted = await context.metadata.deleteImage(input.id, context.identity.owner, Date.now(), context.by);
  if (deleted === null) throw imageNotFound(input.id);
  context.verifier.abort(deleted.id);
  // Whoever restored it in between found the verification still under way and left it alone.
  const now = await context.metadata.findOwnImage(deleted.id, context.identity.owner);
  if (now !== null && isVerifying(now)) context.verifier.begin(now.id);
  return { object: "image", deleted: true, name: deleted.name };
}
