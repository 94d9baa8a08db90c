import * as z from "zod/mini";
import { connectionIdSchema } from "./connection-id";
import { webAddressSchema } from "./web-address";

/** Lower-case hexadecimal SHA-256 of a whole file. */
export const sha256Schema = z
  .string()
  .check(z.regex(/^[a-f0-9]{64}$/, "A SHA-256 is 64 lower-case hexadecimal digits."));

/**
 * What an image is doing, in the dashboard's words.
 * `waiting`: made, no byte yet. `verifying`: all bytes are there, the server compares the checksum. `not_imported`: made, and nobody
 * asked the provider yet to get its bytes. `processing`: the provider makes it of something that it has, or was just sent.
 * `deleting`: the provider is removing it. `unknown`: the provider uses a word that we do not know; `providerStatus` holds it.
 */
export const imageStatusSchema = z.enum([
  "waiting",
  "uploading",
  "verifying",
  "not_imported",
  "processing",
  "completed",
  "failed",
  "deleting",
  "unknown",
]);
export type ImageStatus = z.infer<typeof imageStatusSchema>;

/**
 * Who can see an image: `private` its owner's tokens, `public` every token that knows its id, `shared` accounts that were given it,
 * `project` the members of a project, `silo` every project of a silo.
 */
export const visibilitySchema = z.enum(["private", "public", "shared", "project", "silo"]);
export type Visibility = z.infer<typeof visibilitySchema>;

/** A place where a provider keeps a copy of an image. `status` is the provider's own word. */
export const regionSchema = z.object({ id: z.string(), status: z.string(), isAvailable: z.boolean() });
export type Region = z.infer<typeof regionSchema>;

/** Something that only one provider tells, with its name for people. `instant` is ISO 8601 in UTC, `bytes` a decimal number. */
export const factSchema = z.object({
  label: z.string(),
  value: z.string(),
  kind: z.enum(["text", "code", "bytes", "instant"]),
});
export type Fact = z.infer<typeof factSchema>;

/** What some providers tell of an image. Null is what a provider does not know or tell. */
export const imageDetailsSchema = z.object({
  /** The id as the provider's own tools write it, where ours had to differ, as in `private/15`. */
  nativeId: z.nullable(z.string()),
  description: z.nullable(z.string()),
  tags: z.nullable(z.array(z.string())),
  regions: z.nullable(z.array(regionSchema)),
  operatingSystem: z.nullable(z.object({ name: z.string(), version: z.nullable(z.string()) })),
  /** The part of the connection that it belongs to, one of its scopes: an Oxide project, a Cycle source. */
  scope: z.nullable(z.object({ id: z.string(), label: z.string() })),
  /** Instant at which the provider gives it up: an upload that did not arrive, an image that was kept for a time. */
  expiresAt: z.nullable(z.iso.datetime()),
  facts: z.array(factSchema),
});
export type ImageDetails = z.infer<typeof imageDetailsSchema>;

/** An image as a provider tells it. */
export const providerImageSchema = z.object({
  /**
   * The provider's id, safe to stand in a URL path as it is: `.` and `~` are not reserved (RFC 3986 section 2.3), and no id is
   * made of dots alone.
   */
  id: z.string().check(z.regex(/^[A-Za-z0-9_-][A-Za-z0-9._~-]{0,127}$/)),
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
  /** Whether the provider compared it with the bytes, or it is only what the uploader gave; null where the provider does not tell. */
  isSha256Verified: z.nullable(z.boolean()),
  /** Length in bytes; null where the provider's list does not tell it. */
  sizeBytes: z.nullable(z.int().check(z.nonnegative())),
  /** Why it failed, in the provider's words. */
  failureReason: z.nullable(z.string()),
  /** Instant of deletion, for images that are kept in the list after it. */
  deletedAt: z.nullable(z.iso.datetime()),
  /** Null where the provider tells no more. */
  details: z.nullable(imageDetailsSchema),
  /** The connection's actions that apply to it now, by id. */
  actions: z.array(z.string()),
});
export type ProviderImage = z.infer<typeof providerImageSchema>;

/** An image as the dashboard's own API gives it to the browser, whichever provider keeps it. */
export const imageSchema = z.extend(providerImageSchema, {
  /** The connection through which it is seen. */
  connection: connectionIdSchema,
});
export type Image = z.infer<typeof imageSchema>;

/** One page of a list, newest first. `nextCursor` is null on the last page. */
export const imagePageSchema = z.object({
  images: z.array(imageSchema),
  nextCursor: z.nullable(z.string()),
});
export type ImagePage = z.infer<typeof imagePageSchema>;

/** A page as a provider tells it. */
export interface ProviderImagePage {
  images: ProviderImage[];
  nextCursor: string | null;
}

/** `GET …/images/{id}/download` answer: a URL that works without a token until `expiresAt`. */
export const downloadLinkSchema = z.object({
  url: webAddressSchema,
  expiresAt: z.iso.datetime(),
  sha256: sha256Schema,
  sizeBytes: z.int().check(z.nonnegative()),
});
export type DownloadLink = z.infer<typeof downloadLinkSchema>;

/** `GET …/scopes` answer: the parts that a connection's list can be narrowed to. */
export const scopesSchema = z.object({ scopes: z.array(z.object({ id: z.string(), label: z.string() })) });
export type Scopes = z.infer<typeof scopesSchema>;
