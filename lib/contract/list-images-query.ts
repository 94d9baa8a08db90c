import * as z from "zod/mini";

/**
 * `GET …/images` query. `limit` counts images on a page; a provider that can only read all of its list at once gives more. `scope`
 * is the id of one of the connection's scopes, to which the list is narrowed.
 */
export const listImagesQuerySchema = z.object({
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(512))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50),
  includeDeleted: z._default(z.stringbool(), false),
  scope: z.optional(z.string().check(z.minLength(1), z.maxLength(128))),
});
export type ListImagesQuery = z.infer<typeof listImagesQuerySchema>;
