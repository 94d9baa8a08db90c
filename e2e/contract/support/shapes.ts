import { z } from "zod";

/** The shapes as a client relies on them, with anchored patterns; fields beyond the vendor's document are optional. */
export const imageShape = z.object({
  object: z.literal("image"),
  id: z.string().regex(/^image_[0-9a-zA-Z_-]{1,21}$/),
  name: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,254}$/),
  upload_status: z.enum(["started", "uploading", "completed", "failed"]),
  created_at: z.int().positive(),
  sha256: z
    .string()
    .regex(/^[a-f0-9]{64}$/)
    .nullish(),
  is_public: z.boolean().optional(),
  uploaded_at: z.int().positive().optional(),
  finished_at: z.int().positive().optional(),
  size: z.int().nonnegative().optional(),
  failure_reason: z.string().min(1).optional(),
  deleted_at: z.int().positive().optional(),
});
export type ImageShape = z.infer<typeof imageShape>;

export const listShape = z.object({
  object: z.literal("list"),
  data: z.array(imageShape),
  has_more: z.boolean(),
  cursor: z
    .string()
    .regex(/^imagec_[A-Za-z0-9_-]+$/)
    .nullish(),
});
export type ListShape = z.infer<typeof listShape>;

export const presignedShape = z.object({ url: z.url(), expires_at: z.int().positive() });

export const downloadShape = presignedShape.extend({
  sha256: z.string().regex(/^[a-f0-9]{64}$/),
  size: z.int().nonnegative(),
});
export type DownloadShape = z.infer<typeof downloadShape>;

export const errorShape = z.strictObject({
  error: z.strictObject({
    type: z.string(),
    message: z.string().min(1),
    details: z
      .array(z.strictObject({ field: z.string().nullish(), code: z.string().min(1), message: z.string().min(1) }))
      .optional(),
  }),
});
