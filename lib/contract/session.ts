import * as z from "zod/mini";

/** The kinds of images API the dashboard speaks to. */
export const providerIdSchema = z.enum(["sfcompute"]);
export type ProviderId = z.infer<typeof providerIdSchema>;

/** A connection's id: it stands in every URL, as in `/sfcompute/images`. */
export const connectionIdSchema = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/));

/** Something a connection can do, or the reason, a sentence for people, why it cannot. */
export const capabilitySchema = z.discriminatedUnion("allowed", [
  z.object({ allowed: z.literal(true) }),
  z.object({ allowed: z.literal(false), reason: z.string() }),
]);
export type Capability = z.infer<typeof capabilitySchema>;

/** What a connection's provider and its token's role allow. */
export const capabilitiesSchema = z.object({
  upload: capabilitySchema,
  download: capabilitySchema,
  delete: capabilitySchema,
  /** Taking back a deletion. */
  restore: capabilitySchema,
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;

/** Who the token belongs to. Null fields are what the provider does not tell. */
export const accountSchema = z.object({
  name: z.nullable(z.string()),
  role: z.nullable(z.string()),
});
export type Account = z.infer<typeof accountSchema>;

/**
 * Request header of the dashboard's API: the account's name, percent-encoded, that the request is meant for; empty where the
 * provider tells no name. The server refuses it (`not_signed_in`) when the session is another account's by now, as after a
 * sign-in in another tab. Optional.
 */
export const ACCOUNT_HEADER = "images-account";

/** A signed-in connection as the browser sees it; its token never leaves the server. */
export const connectionSchema = z.object({
  id: connectionIdSchema,
  provider: providerIdSchema,
  /** The provider's name for people, as in "SF Compute". */
  label: z.string(),
  /** Where scripts reach the images API, with its prefix and no slash at the end: `https://images.example/v2`. */
  apiUrl: z.url(),
  account: accountSchema,
  capabilities: capabilitiesSchema,
});
export type Connection = z.infer<typeof connectionSchema>;

/** `GET /api/session` answer: the connections that are signed in and the providers that can be. */
export const sessionSchema = z.object({
  connections: z.array(connectionSchema),
  providers: z.array(z.object({ id: providerIdSchema, label: z.string() })),
});
export type Session = z.infer<typeof sessionSchema>;

/** `POST /api/session` body. Printable ASCII only: a token travels in an Authorization header (RFC 6750 section 2.1). */
export const signInRequestSchema = z.strictObject({
  provider: providerIdSchema,
  token: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, "Enter an API token."),
      z.maxLength(4096, "That is too long for an API token."),
      z.regex(/^[\x21-\x7e]+$/, "An API token has no spaces and no characters outside ASCII."),
    ),
});
export type SignInRequest = z.infer<typeof signInRequestSchema>;
