import * as z from "zod/mini";
import { actionSchema } from "./action";
import { connectionIdSchema, providerIdSchema } from "./connection-id";
import { namingSchema } from "./image-name";

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
  /** Reading what the provider wrote while it made an image. */
  log: capabilitySchema,
  /** Reading who did what. */
  audit: capabilitySchema,
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;

/** Who the token belongs to. Null fields are what the provider does not tell. */
export const accountSchema = z.object({
  name: z.nullable(z.string()),
  role: z.nullable(z.string()),
});
export type Account = z.infer<typeof accountSchema>;

/** What a provider takes as an upload. */
export const uploadRulesSchema = z.object({
  /** Longest file, in bytes. */
  maxBytes: z.int().check(z.positive()),
  /** `raw`: bytes as they stand on a disk, or an ISO. */
  accepts: z.enum(["anything", "gzip", "raw"]),
  /** What has to be known of a file before it is chosen, in a sentence. */
  hint: z.nullable(z.string()),
  /** An image that waits for its bytes takes them also from a browser that did not make it. */
  fillsWaiting: z.boolean(),
  /** There is a form to fill in, which the action `upload` gives. */
  hasForm: z.boolean(),
  /** A script of ours can upload from a terminal. */
  fromTerminal: z.boolean(),
});
export type UploadRules = z.infer<typeof uploadRulesSchema>;

/** A signed-in connection as the browser sees it; its token never leaves the server. */
export const connectionSchema = z.object({
  id: connectionIdSchema,
  provider: providerIdSchema,
  /** The provider's name for people, as in "SF Compute". */
  label: z.string(),
  /** Where scripts reach the images API, with its prefix and no slash at the end: `https://images.example/v2`. */
  apiUrl: z.url(),
  account: accountSchema,
  /** What was entered beside the token, for people to tell connections apart, as a hub's id. */
  settings: z.array(z.object({ label: z.string(), value: z.string() })),
  capabilities: capabilitiesSchema,
  naming: namingSchema,
  upload: uploadRulesSchema,
  actions: z.array(actionSchema),
  /** What its scopes are called, as in "Project" and "All projects"; null where it has none. */
  scopes: z.nullable(z.object({ label: z.string(), allLabel: z.string() })),
  /** Its list can show deleted images. */
  showsDeleted: z.boolean(),
  /** The list is asked for no more often than this, in seconds. */
  listIntervalSeconds: z.number().check(z.positive()),
  /** When the sign-in ends at the latest. */
  signedInUntil: z.iso.datetime(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** Something to be entered beside the token. */
export const signInSettingSchema = z.object({
  name: z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}$/)),
  label: z.string(),
  help: z.nullable(z.string()),
  isRequired: z.boolean(),
});
export type SignInSetting = z.infer<typeof signInSettingSchema>;

/** A provider that one can sign in to. */
export const offeredProviderSchema = z.object({
  id: providerIdSchema,
  label: z.string(),
  /** Where a token comes from and what it must allow, in a sentence. */
  tokenHint: z.nullable(z.string()),
  settings: z.array(signInSettingSchema),
});
export type OfferedProvider = z.infer<typeof offeredProviderSchema>;

/** `GET /api/session` answer: the connections that are signed in and the providers that can be. */
export const sessionSchema = z.object({
  connections: z.array(connectionSchema),
  providers: z.array(offeredProviderSchema),
  /** How long a sign-in lasts without anybody there, and at all, in seconds. */
  lifetimes: z.object({ idleSeconds: z.number(), lifetimeSeconds: z.number() }),
});
export type Session = z.infer<typeof sessionSchema>;

/** Printable ASCII only: it travels in a header. */
const settingValueSchema = z
  .string()
  .check(
    z.trim(),
    z.maxLength(255, "That is too long."),
    z.regex(/^[\x21-\x7e]*$/, "Use no spaces and no characters outside ASCII."),
  );

/**
 * `POST /api/session` body. Printable ASCII only: a token travels in an Authorization header (RFC 6750 section 2.1). `connection`
 * is the one whose token is replaced; without it, that of the same account, or a new one.
 */
export const signInRequestSchema = z.strictObject({
  provider: providerIdSchema,
  connection: z.optional(connectionIdSchema),
  token: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, "Enter an API token."),
      z.maxLength(4096, "That is too long for an API token."),
      z.regex(/^[\x21-\x7e]+$/, "An API token has no spaces and no characters outside ASCII."),
    ),
  /** By the names of the provider's settings. */
  settings: z._default(z.record(z.string().check(z.maxLength(40)), settingValueSchema), {}),
});
export type SignInRequest = z.infer<typeof signInRequestSchema>;
/** As it is sent: without `settings` where the provider asks for none. */
export type SignInInput = z.input<typeof signInRequestSchema>;
