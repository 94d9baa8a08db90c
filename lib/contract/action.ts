import * as z from "zod/mini";
import { formValuesSchema } from "./form";
import { imageSchema } from "./image";

/**
 * Something that a provider can do beside what all can: it is offered by its label, asks what it needs to know with a form, and is run.
 * `on: "image"` concerns one image, which names the actions that apply to it; `on: "connection"` makes images, or concerns many.
 */
export const actionSchema = z.object({
  id: z.string().check(z.regex(/^[a-z][a-z-]{0,39}$/)),
  label: z.string(),
  on: z.enum(["image", "connection"]),
  /** It removes something. */
  isDestructive: z.boolean(),
  /** Why this account cannot; null when it can. */
  disabledReason: z.nullable(z.string()),
});
export type Action = z.infer<typeof actionSchema>;

/** `POST …/actions/{action}` body. */
export const actionRequestSchema = z.strictObject({ values: formValuesSchema });

/** What an action came to. */
export const actionResultSchema = z.object({
  /** What happened, in a sentence. */
  message: z.string(),
  /** The image it made or changed, as it is now. */
  image: z.nullable(imageSchema),
  /** The id of what goes on at the provider; null when all is done. */
  jobId: z.nullable(z.string()),
  /** Only a part of it was done, and `message` says what is left; absent is false. */
  isIncomplete: z.optional(z.boolean()),
});
export type ActionResult = z.infer<typeof actionResultSchema>;

export const jobStateSchema = z.enum(["waiting", "running", "completed", "failed"]);
export type JobState = z.infer<typeof jobStateSchema>;

export const jobIdSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,128}$/));

/** Work that a provider does by itself. `completed` and `failed` are final. */
export const jobSchema = z.object({
  id: jobIdSchema,
  state: jobStateSchema,
  /** In order. */
  steps: z.array(z.object({ label: z.string(), state: jobStateSchema, error: z.nullable(z.string()) })),
  /** Why it failed, in the provider's words. */
  error: z.nullable(z.string()),
});
export type Job = z.infer<typeof jobSchema>;

/** What a provider wrote while it made an image. */
export const imageLogSchema = z.object({ text: z.string() });
export type ImageLog = z.infer<typeof imageLogSchema>;
