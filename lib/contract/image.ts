import * as z from "zod/mini";
import { imageNameSchema } from "./image-name";

/** Lower-case hexadecimal SHA-256 of a whole file. */
export const sha256Schema = z
  .string()
  .check(z.regex(/^[a-f0-9]{64}$/, "A SHA-256 is 64 lower-case hexadecimal digits."));

/**
 * What an image is doing, in the dashboard's words.
 * `waiting`: made, no byte yet. `verifying`: all bytes are there, the server compares the checksum.
 * `unknown`: the provider uses a word that we do not know; `providerStatus` holds it.
 */
export const imageStatusSchema = z.enum(["waiting", "uploading", "verifying", "completed", "failed", "unknown"]);
export type ImageStatus = z.infer<typeof imageStatusSchema>;

/** Who can see an image: `private` its owner's tokens, `public` every token that knows its id. */
export const visibilitySchema = z.enum(["private", "public"]);
export type Visibility = z.infer<typeof visibilitySchema>;

/** An image as the dashboard's own API gives it to the browser, whichever provider keeps it. */
export const imageSchema = z.object({
  /** The provider's id, safe to stand in a URL path as it is. */
  id: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,128}$/)),
  name: z.string(),
  status: imageStatusSchema,
  /** The provider's own word for the status. */
  providerStatus: z.string(),
  /** Instant, ISO 8601 in UTC. */
  createdAt: z.iso.datetime(),
  /** Instant at which every byte was there and its checksum declared; null before that, and where the provider does not tell. */
  uploadedAt: z.nullable(z.iso.datetime()),
  /** Instant at which it became `completed` or `failed`; null before that, and where the provider does not tell. */
  finishedAt: z.nullable(z.iso.datetime()),
  /** Null where the provider does not tell. */
  visibility: z.nullable(visibilitySchema),
  /** Null until the provider tells it. */
  sha256: z.nullable(sha256Schema),
  /** Length in bytes; null where the provider's list does not tell it. */
  sizeBytes: z.nullable(z.int().check(z.nonnegative())),
  /** Why it failed, in the provider's words. */
  failureReason: z.nullable(z.string()),
  /** Instant of deletion, for images that are kept in the list after it. */
  deletedAt: z.nullable(z.iso.datetime()),
});
export type Image = z.infer<typeof imageSchema>;

/** One page of a list, newest first. `nextCursor` is null on the last page. */
export const imagePageSchema = z.object({
  images: z.array(imageSchema),
  nextCursor: z.nullable(z.string()),
});
export type ImagePage = z.infer<typeof imagePageSchema>;

/** `GET …/images` query. `limit` counts images on a page. */
export const listImagesQuerySchema = z.object({
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(512))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50),
  includeDeleted: z._default(z.stringbool(), false),
});
export type ListImagesQuery = z.infer<typeof listImagesQuerySchema>;

/** `GET …/images/{id}/download` answer: a URL that works without a token until `expiresAt`. */
export const downloadLinkSchema = z.object({
  url: z.url(),
  expiresAt: z.iso.datetime(),
  sha256: sha256Schema,
  sizeBytes: z.int().check(z.nonnegative()),
});
export type DownloadLink = z.infer<typeof downloadLinkSchema>;

/** `POST …/images` body. `sizeBytes` is the file's length, from which the upload plan is made. */
export const createImageRequestSchema = z.strictObject({
  name: imageNameSchema,
  sizeBytes: z.int().check(z.positive()),
});
export type CreateImageRequest = z.infer<typeof createImageRequestSchema>;
