import "server-only";
import { z } from "zod";
import { toInstant } from "./instants";

// The shapes of Linode's API, version 4, as far as the dashboard reads them. What the dashboard cannot do without is required; a
// field beside it that is missing or odd becomes null, so that it costs neither the image nor the page it stands on.

function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().catch(null);
}

/** Text of Linode's to ISO 8601. An image needs its instant: the list stands in that order. */
const instant = z.string().transform((text, context) => {
  const at = toInstant(text);
  if (at !== null) return at;
  context.addIssue({ code: "custom", message: "This is no time." });
  return z.NEVER;
});

/**
 * An image in a list, alone, and after create and update. `size` is in MB and `total_size` in bytes. Servers that are older than the
 * document leave out `is_shared`, `image_sharing` and `regions`.
 */
export const wireImageSchema = z.object({
  /** Words around a slash, as in `private/15` and `linode/ubuntu24.04`. */
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9._-]+)*$/)
    .max(128),
  label: z.string(),
  created: instant,
  status: optional(z.string()),
  description: optional(z.string()),
  updated: optional(z.string()),
  created_by: optional(z.string()),
  deprecated: optional(z.boolean()),
  is_public: optional(z.boolean()),
  is_shared: optional(z.union([z.boolean(), z.string()])),
  eol: optional(z.string()),
  expiry: optional(z.string()),
  size: optional(z.number().nonnegative()),
  total_size: optional(z.number().nonnegative()),
  type: optional(z.string()),
  vendor: optional(z.string()),
  capabilities: optional(z.array(z.string())),
  regions: optional(z.array(z.object({ region: z.string(), status: z.string() }))),
  tags: optional(z.array(z.string())),
  image_sharing: optional(
    z.object({
      shared_with: optional(z.object({ sharegroup_count: optional(z.number()) })),
      shared_by: optional(z.object({ sharegroup_label: optional(z.string()) })),
    }),
  ),
});
export type WireImage = z.infer<typeof wireImageSchema>;

/** A page of any of the API's lists. A page that does not say how many there are is not of the contract: the rest would be missing. */
export function wirePageSchema<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), page: z.int(), pages: z.int() });
}

/** What the browser will PUT to: never `javascript:` and the like. */
export const wireUploadSchema = z.object({ image: wireImageSchema, upload_to: z.url({ protocol: /^https?$/ }) });

export const wireProfileSchema = z.object({ username: z.string().min(1) });

export const wireRegionSchema = z.object({
  id: z.string(),
  label: optional(z.string()),
  capabilities: optional(z.array(z.string())),
  status: optional(z.string()),
  site_type: optional(z.string()),
});
export type WireRegion = z.infer<typeof wireRegionSchema>;

export const wireInstanceSchema = z.object({
  id: z.int(),
  label: z.string(),
  region: optional(z.string()),
  status: optional(z.string()),
});
export type WireInstance = z.infer<typeof wireInstanceSchema>;

/** `size` is in MB. */
export const wireDiskSchema = z.object({
  id: z.int(),
  label: z.string(),
  size: optional(z.number().nonnegative()),
  filesystem: optional(z.string()),
  status: optional(z.string()),
});
export type WireDisk = z.infer<typeof wireDiskSchema>;

/** What an event is about. An image's id is its number alone; the document of events has it as a number here and as a text there. */
const entitySchema = z.object({
  id: optional(z.union([z.number(), z.string()])),
  type: optional(z.string()),
  label: optional(z.string()),
});

/** Something that happened on the account in the last 90 days. `duration` is in seconds. */
export const wireEventSchema = z.object({
  action: z.string(),
  created: z.string(),
  status: optional(z.string()),
  duration: optional(z.number()),
  message: optional(z.string()),
  username: optional(z.string()),
  entity: optional(entitySchema),
  secondary_entity: optional(entitySchema),
});
export type WireEvent = z.infer<typeof wireEventSchema>;

export const wireErrorSchema = z.object({
  errors: z.array(z.object({ field: z.string().nullish(), reason: z.string().min(1) })).min(1),
});
