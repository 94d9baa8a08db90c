import { MIB } from "@/lib/contract/limits";
import { ServiceError } from "@/lib/images-api/errors";
import type { ImageRow } from "@/lib/images-api/metadata/types";
import { imageAnswer, isVerifying } from "./answers";
import { type Call, type ImagesContext, ownImage, requireWriter } from "./context";
import { checkParts } from "./part-rules";
import type { CompleteRequest, ImageAnswer } from "./schemas";

/** Images up to this size are verified before the answer: a fraction of a second at 250 MB/s. */
const AWAITED_BYTES = 64 * MIB;

/** Nor does one wait longer than this, in milliseconds, when others are being verified before it, or when another server is slow. */
const AWAITED_MS = 10_000;

/**
 * Freezes the image and compares its digest. Repeating it with the same digest is harmless: the answer is the present state.
 * @returns the image `completed` or `failed`, or still `uploading` when it is large: then one asks again
 * @throws ServiceError `forbidden`, `not_found`, `invalid_request_error`
 */
export async function completeImage({ context, input }: Call<CompleteRequest & { id: string }>): Promise<ImageAnswer> {
  requireWriter(context);
  const image = await ownImage(context, input.id);
  const frozenBytes = image.sha256 === null ? await freeze(context, image, input.sha256) : null;
  const frozen = await ownImage(context, input.id);
  if (frozen.sha256 !== input.sha256) throw otherDigest(frozen);
  if (isVerifying(frozen)) await verify(context, frozen, frozenBytes);
  return imageAnswer(await ownImage(context, input.id));
}

/** Does nothing when another request froze it first: the caller looks at what became of it. @returns the size of its parts */
async function freeze({ by, metadata, objects }: ImagesContext, image: ImageRow, sha256: string): Promise<number> {
  if (image.status === "failed") throw otherDigest(image);
  const sizeBytes = checkParts(await objects.listParts(image.id));
  await metadata.beginVerification(image.id, sha256, Date.now(), by);
  return sizeBytes;
}

/** Waits for what takes a moment; the verification of a large image goes on by itself. */
async function verify(context: ImagesContext, { id }: ImageRow, frozenBytes: number | null): Promise<void> {
  const { verifier } = context;
  if (verifier.readsBytes && (frozenBytes ?? (await bytesOf(context, id))) > AWAITED_BYTES) verifier.begin(id);
  else await verifier.verify(id, AbortSignal.timeout(AWAITED_MS));
}

async function bytesOf({ objects }: ImagesContext, imageId: string): Promise<number> {
  return (await objects.listParts(imageId)).reduce((sum, part) => sum + part.sizeBytes, 0);
}

function otherDigest(image: ImageRow): ServiceError {
  if (image.status === "failed") {
    return new ServiceError(
      "invalid_request_error",
      `This image failed: ${image.failureReason} Create a new image and upload again.`,
    );
  }
  const message = `This image was declared complete with the sha256 ${image.sha256}. Send that one, or create a new image.`;
  return new ServiceError("invalid_request_error", message, [{ field: "sha256", code: "different_sha256", message }]);
}
