import * as z from "zod/mini";

/** The kinds of images API the dashboard speaks to. */
export const providerIdSchema = z.enum(["sfcompute", "linode", "oxide", "cycle"]);
export type ProviderId = z.infer<typeof providerIdSchema>;

/**
 * A connection's id: it stands in every URL, as in `/linode/images`. The first one of a provider has the provider's id, further
 * ones a number after it, as in `linode-2`.
 */
export const connectionIdSchema = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/));
