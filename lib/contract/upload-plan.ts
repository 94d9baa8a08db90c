import * as z from "zod/mini";
import { formValuesSchema } from "./form";
import { imageSchema, sha256Schema, type ProviderImage } from "./image";
import { MAX_IMAGE_NAME_LENGTH } from "./image-name";
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

/**
 * One PUT of the whole file, which begins anew when it breaks. `ticket` names where it goes: the server alone can read it, and it may
 * be kept, so that an upload goes on after a reload. `expiresAt`: the provider gives the image up.
 */
export const singlePlanSchema = z.object({
  kind: z.literal("single"),
  ticket: z.string().check(z.minLength(1), z.maxLength(8192)),
  expiresAt: z.iso.datetime(),
});

/** Parts sent one by one to the dashboard, which writes them to the provider's disk block by block. Zeros need not be sent. */
export const blocksPlanSchema = z.object({
  kind: z.literal("blocks"),
  partSizeBytes: z.int().check(z.positive(), z.lte(MAX_PART_BYTES)),
});

/** How a provider takes an upload. Discriminated by `kind`. */
export const uploadPlanSchema = z.discriminatedUnion("kind", [multipartPlanSchema, singlePlanSchema, blocksPlanSchema]);
export type UploadPlan = z.infer<typeof uploadPlanSchema>;

/** `POST …/images/{id}/plan` body: the length of a file that is to fill an image which waits for its bytes. */
export const uploadPlanRequestSchema = z.strictObject({ sizeBytes: z.int().check(z.positive()) });
export type UploadPlanRequest = z.infer<typeof uploadPlanRequestSchema>;

/**
 * `POST …/images` body. The name keeps to the connection's naming. `sizeBytes` is the file's length, from which the upload plan is
 * made. `values` answers the connection's upload form, where it has one.
 */
export const createImageRequestSchema = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(MAX_IMAGE_NAME_LENGTH)),
  sizeBytes: z.int().check(z.positive()),
  values: z._default(formValuesSchema, {}),
});
export type CreateImageRequest = z.infer<typeof createImageRequestSchema>;
/** As it is sent: without `values` where the connection asks for none. */
export type CreateImageInput = z.input<typeof createImageRequestSchema>;

/** As a provider makes it. */
export interface ProviderCreatedImage {
  image: ProviderImage;
  plan: UploadPlan;
}

/** `POST …/images` answer. */
export const createdImageSchema = z.object({ image: imageSchema, plan: uploadPlanSchema });
export type CreatedImage = z.infer<typeof createdImageSchema>;

const numberSchema = z.int().check(z.gte(1), z.lte(MAX_PARTS));

/**
 * `POST …/images/{id}/parts` body. Parts are numbered from 1. `sizeBytes`: the part's length, where the provider can make a URL that takes
 * no other. `ticket` is that of a `single` plan, whose only part is the file.
 */
export const partUrlRequestSchema = z.strictObject({
  partNumber: numberSchema,
  sizeBytes: z.optional(z.int().check(z.gte(1), z.lte(MAX_PART_BYTES))),
  ticket: z.optional(singlePlanSchema.shape.ticket),
});
export type PartUrlRequest = z.infer<typeof partUrlRequestSchema>;

/**
 * `POST …/images/{id}/parts` answer: a URL that takes one PUT of the part's bytes, without a token, until `expiresAt`. One that
 * begins with `/api/` is the dashboard's own, and takes the part with the session's cookie.
 */
export const partUrlSchema = z.object({
  url: z.union([z.url(), z.string().check(z.startsWith("/api/"))]),
  expiresAt: z.iso.datetime(),
});
export type PartUrl = z.infer<typeof partUrlSchema>;

/**
 * `POST …/images/{id}/complete` body: the SHA-256 of the whole file. May be asked for again, as long as the answer is neither completed nor
 * failed. The answer's id is the image's final one, which differs where a provider makes the image only now.
 */
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
