import { channel, subscribe } from "node:diagnostics_channel";
import * as z from "zod/mini";

/** An event of one kind that whoever counts may listen to. Nobody has to. */
export interface TelemetryEvent<Message> {
  publish(message: Message): void;
  subscribe(listener: (message: Message) => void): void;
}

/**
 * Next bundles the dashboard's routes with modules of their own, so that a variable of this file exists twice in the process. Node's
 * diagnostics channels are one for both.
 */
function event<Message>(name: string, schema: z.core.$ZodType<Message>): TelemetryEvent<Message> {
  const fullName = `images-dashboard:${name}`;
  const published = channel(fullName);
  return {
    publish: (message) => published.publish(message),
    subscribe: (listener) => subscribe(fullName, (message) => listener(z.parse(schema, message))),
  };
}

/** An images API was asked. */
const upstreamAskedSchema = z.object({
  /** The provider's id. */
  provider: z.string(),
  /** The status of its answer, or why there was none. */
  status: z.union([z.number(), z.enum(["timeout", "unreachable", "broken", "canceled"])]),
  seconds: z.number(),
});
export type UpstreamAsked = z.infer<typeof upstreamAskedSchema>;

export const upstreamAsked = event("upstream-asked", upstreamAskedSchema);

/** A verification ended. `interrupted`: by an error of the disk or the database, or because the server stops or the image is deleted. */
const verificationEndedSchema = z.object({
  outcome: z.enum(["completed", "failed", "interrupted"]),
  seconds: z.number(),
});

export type VerificationEnded = z.infer<typeof verificationEndedSchema>;

export const verificationEnded = event("verification-ended", verificationEndedSchema);
