import "server-only";
import { z } from "zod";
import { publicTarget } from "./scrub";

// The shapes of Cycle's images API as far as the dashboard reads them. Keys that are not named here are dropped: origins, builders and
// build arguments carry credentials. Lenient on purpose: states and types that we do not know pass.

/** Cycle's ids: 24 hexadecimal digits. */
export const objectIdSchema = z.string().regex(/^[a-f0-9]{24}$/i);

/** How Cycle writes an instant that is not set. */
const NOT_SET = "0001-01-01T00:00:00Z";

/** Null for what is not set. */
const instant = z
  .union([z.iso.datetime({ offset: true }), z.literal("")])
  .nullish()
  .transform((value) => (value === undefined || value === null || value === "" ? null : value))
  .transform((value) => (value === null || Date.parse(value) <= Date.parse(NOT_SET) ? null : value))
  .transform((value) => (value === null ? null : new Date(value).toISOString()));

/**
 * Where a source's images come from: its type, and for Docker Hub the image's public name. Nothing else of an origin is ever read, for
 * details hold tokens, passwords and private keys.
 */
const originSchema = z
  .object({ type: z.string(), details: z.object({ target: z.unknown() }).nullish().catch(null) })
  .transform(({ type, details }) => ({
    type,
    target: type === "docker-hub" ? publicTarget(details?.target) : null,
  }));
export type WireOrigin = z.infer<typeof originSchema>;

/** A failure; an empty object is none. */
const errorSchema = z
  .object({ message: z.string().nullish(), time: instant.optional() })
  .nullish()
  .transform((error) =>
    typeof error?.message === "string" && error.message !== ""
      ? { message: error.message, time: error.time ?? null }
      : null,
  );

const stateSchema = z.object({
  current: z.string(),
  changed: instant,
  error: errorSchema,
});

const creatorSchema = z.object({ id: z.string(), type: z.string() });

export const wireSourceSchema = z.object({
  id: objectIdSchema,
  type: z.string(),
  name: z.string().nullish(),
  identifier: z.string().nullish(),
  origin: originSchema,
  state: z.object({ current: z.string() }),
  meta: z.object({ images_count: z.object({ total: z.number() }).nullish() }).nullish(),
});
export type WireSource = z.infer<typeof wireSourceSchema>;

export const wireImageSchema = z.object({
  id: objectIdSchema,
  name: z.string().nullish(),
  size: z.int().nonnegative(),
  about: z.object({ description: z.string().nullish() }).nullish(),
  backend: z.object({ provider: z.string() }).nullish(),
  requires: z.object({ nvidia_gpu: z.boolean().nullish() }).nullish(),
  source: z
    .object({ type: z.string(), details: z.object({ id: z.string(), origin: originSchema.nullish() }) })
    .nullish(),
  creator: creatorSchema.nullish(),
  factory: z.object({ node_id: z.string() }).nullish(),
  state: stateSchema,
  events: z.object({ created: instant, deleted: instant }),
  meta: z.object({ containers_count: z.object({ available: z.number() }).nullish() }).nullish(),
});
export type WireImage = z.infer<typeof wireImageSchema>;

/** Who made something, in whichever of the kinds of creator: an account has a first and a last name, an API key one name. */
const creatorNameSchema = z
  .object({
    name: z
      .union([
        z.string(),
        z
          .object({ first: z.string().nullish(), last: z.string().nullish() })
          .transform(({ first, last }) => [first, last].filter(Boolean).join(" ")),
      ])
      .nullish()
      .catch(null),
  })
  .catch({ name: null });

const creatorsSchema = z.record(z.string(), creatorNameSchema).nullish().catch(null);

export const wireIncludesSchema = z.object({
  creators: z
    .object({
      accounts: creatorsSchema,
      employees: creatorsSchema,
      visitors: creatorsSchema,
      environments: creatorsSchema,
      api_keys: creatorsSchema,
    })
    .nullish(),
  sources: z.record(z.string(), wireSourceSchema.nullable().catch(null)).nullish(),
});
export type WireIncludes = z.infer<typeof wireIncludesSchema>;

export const wireImageListSchema = z.object({
  data: z.array(wireImageSchema).nullable(),
  includes: wireIncludesSchema.nullish(),
});
export const wireImageAnswerSchema = z.object({ data: wireImageSchema, includes: wireIncludesSchema.nullish() });
export const wireSourceListSchema = z.object({ data: z.array(wireSourceSchema).nullable() });
export const wireSourceAnswerSchema = z.object({ data: wireSourceSchema });
export const wireBuildLogSchema = z.object({ data: z.object({ log: z.string() }) });
