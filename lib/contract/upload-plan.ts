import * as z from "zod/mini";
import { imageSchema, sha256Schema } from "./image";
import { MAX_IMAGE_BYTES, MAX_PART_BYTES, MAX_PARTS, MIB } from "./limits";

/** Parts are multiples of this, in bytes: large enough that signing costs nothing beside sending. */
const PART_STEP_BYTES = 16 * MIB;

/** Parts the size is divided into before rounding: far below S3's 10,000, so that progress stays fine-grained. */
const TARGET_PARTS = 2_000;

/** Largest part the dashboard makes, in bytes: what a broken connection costs at most. */
const LARGEST_PART_BYTES = 512 * MIB;

/** Parts sent one by one to part URLs; the last one may be shorter. `partSizeBytes` is fixed when the image is made. */
export const multipartPlanSchema = z.object({
  kind: z.literal("multipart"),
  partSizeBytes: z.int().check(z.positive(), z.lte(MAX_PART_BYTES)),
});

/** How a provider takes an upload. Discriminated by `kind`. */
export const uploadPlanSchema = z.discriminatedUnion("kind", [multipartPlanSchema]);
export type UploadPlan = z.infer<typeof uploadPlanSchema>;

/** `POST …/images/{id}/plan` body: the length of a file that is to fill an image which waits for its bytes. */
export const uploadPlanRequestSchema = z.strictObject({ sizeBytes: z.int().check(z.positive()) });
export type UploadPlanRequest = z.infer<typeof uploadPlanRequestSchema>;

/** `POST …/images` answer. */
export const createdImageSchema = z.object({ image: imageSchema, plan: uploadPlanSchema });
export type CreatedImage = z.infer<typeof createdImageSchema>;

/** `POST …/images/{id}/parts` body. Parts are numbered from 1. */
export const partUrlRequestSchema = z.strictObject({ partNumber: z.int().check(z.gte(1), z.lte(MAX_PARTS)) });
export type PartUrlRequest = z.infer<typeof partUrlRequestSchema>;

/** `POST …/images/{id}/parts` answer: a URL that takes one PUT of the part's bytes, without a token, until `expiresAt`. */
export const partUrlSchema = z.object({ url: z.url(), expiresAt: z.iso.datetime() });
export type PartUrl = z.infer<typeof partUrlSchema>;

/** `POST …/images/{id}/complete` body: the SHA-256 of the whole file. */
export const completeImageRequestSchema = z.strictObject({ sha256: sha256Schema });
export type CompleteImageRequest = z.infer<typeof completeImageRequestSchema>;

/**
 * Part size in bytes for a file of `sizeBytes`: `clamp(roundUp16MiB(size / 2000), 16 MiB, 512 MiB)`.
 * The largest image (128 GiB) makes 1,639 parts of 80 MiB.
 * @throws RangeError for a size that is not in 1…128 GiB
 */
export function partSizeFor(sizeBytes: number): number {
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 1 || sizeBytes > MAX_IMAGE_BYTES) {
    throw new RangeError(`An image has 1 to ${MAX_IMAGE_BYTES} bytes, not ${sizeBytes}.`);
  }
  const rounded = Math.ceil(sizeBytes / TARGET_PARTS / PART_STEP_BYTES) * PART_STEP_BYTES;
  return Math.min(Math.max(rounded, PART_STEP_BYTES), LARGEST_PART_BYTES);
}

/** How many parts a file of `sizeBytes` has. */
export function partCountFor(sizeBytes: number, partSizeBytes: number): number {
  return Math.ceil(sizeBytes / partSizeBytes);
}

/** Byte range `[start, end)` of part `partNumber` (from 1). */
export function partRange(
  partNumber: number,
  sizeBytes: number,
  partSizeBytes: number,
): { start: number; end: number } {
  const start = (partNumber - 1) * partSizeBytes;
  return { start, end: Math.min(start + partSizeBytes, sizeBytes) };
}
