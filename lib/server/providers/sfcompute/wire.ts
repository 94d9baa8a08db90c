import "server-only";
import { z } from "zod";
import { providerImageSchema } from "@/lib/contract/image";

// The shapes of SF Compute's images API, version 2, as far as the dashboard reads them. Lenient on purpose: keys and statuses that
// we do not know pass, because newer versions add them (the vendor's command line tool already knows `revoked`). What is optional
// and not as it should be is taken for absent: one such image must not cost the whole page.

/** Seconds since 1970; the upper bound is the last instant of year 9999, beyond which ISO 8601 needs a sign. */
export const unixSeconds = z.int().min(0).max(253_402_300_799);

const digest = z
  .string()
  .regex(/^[a-f0-9]{64}$/i)
  .transform((value) => value.toLowerCase());

/** What the browser will open or PUT to: never `javascript:` and the like. */
const httpUrl = z.url({ protocol: /^https?$/ });

/** Absent when it is not as it should be. */
function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().catch(null);
}

/**
 * An image in a list, alone, and after create and complete.
 * `sha256_verified`, `size`, `is_public`, `failure_reason` and the instants but `created_at` are additions of the embedded images API; `workspace`, `owner` and
 * `resource_path` are the preview's, where a name is optional.
 */
export const wireImageSchema = z.object({
  id: providerImageSchema.shape.id,
  name: z.string().nullish(),
  upload_status: z.string(),
  created_at: unixSeconds,
  sha256: optional(digest),
  sha256_verified: optional(z.boolean()),
  uploaded_at: optional(unixSeconds),
  finished_at: optional(unixSeconds),
  is_public: optional(z.boolean()),
  size: optional(z.int().nonnegative()),
  failure_reason: optional(z.string()),
  deleted_at: optional(unixSeconds),
  workspace: optional(z.string()),
  owner: optional(z.string()),
  resource_path: optional(z.string()),
});
export type WireImage = z.infer<typeof wireImageSchema>;

/** A page that promises more must say where: otherwise the rest of the list would silently be missing. */
export const wireImageListSchema = z
  .object({
    data: z.array(wireImageSchema),
    has_more: z.boolean(),
    cursor: z.string().min(1).nullish(),
  })
  .refine((list) => !list.has_more || typeof list.cursor === "string", "has_more without a cursor");
export type WireImageList = z.infer<typeof wireImageListSchema>;

export const wirePartUrlSchema = z.object({ url: httpUrl, expires_at: unixSeconds });
export type WirePartUrl = z.infer<typeof wirePartUrlSchema>;

export const wireDownloadSchema = z.object({
  url: httpUrl,
  expires_at: unixSeconds,
  sha256: digest,
  size: z.int().nonnegative(),
});
export type WireDownload = z.infer<typeof wireDownloadSchema>;

export const wireDeletedSchema = z.object({ deleted: z.literal(true) });

/** `GET /me`, which only the embedded images API has. */
export const wireAccountSchema = z.object({
  account: z.string().nullish(),
  role: z.string().nullish(),
});
export type WireAccount = z.infer<typeof wireAccountSchema>;

export const wireErrorSchema = z.object({
  error: z.object({
    message: z.string().min(1),
    details: z.array(z.object({ field: z.string().nullish(), message: z.string() })).nullish(),
  }),
});
