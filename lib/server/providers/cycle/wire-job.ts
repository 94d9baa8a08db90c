import "server-only";
import { z } from "zod";
import { jobIdSchema } from "@/lib/contract/action";

// The shapes of Cycle's jobs as far as the dashboard reads them. The inputs and outputs of tasks, which may hold anything, are dropped.

/** An instant is set when it is not that of the year 1. */
const isSet = z
  .string()
  .nullish()
  .transform((value) => typeof value === "string" && value !== "" && !value.startsWith("0001-01-01"));

const errorSchema = z
  .object({ message: z.string().nullish() })
  .nullish()
  .transform((error) => (typeof error?.message === "string" && error.message !== "" ? error.message : null));

const taskSchema = z.object({
  caption: z.string(),
  header: z.string(),
  steps: z
    .array(z.object({ caption: z.string(), started: isSet, completed: isSet }))
    .nullish()
    .transform((steps) => steps ?? []),
  state: z.object({ current: z.string().nullish() }),
  error: errorSchema,
});
export type WireTask = z.infer<typeof taskSchema>;

const jobSchema = z.object({
  id: jobIdSchema,
  caption: z.string().nullish(),
  state: z.object({ current: z.string(), error: errorSchema }),
  tasks: z
    .array(taskSchema)
    .nullish()
    .transform((tasks) => tasks ?? []),
});
export type WireJob = z.infer<typeof jobSchema>;
export const wireJobAnswerSchema = z.object({ data: jobSchema });

/** What starts work answers with this. `job` is optional in the vendor's document. */
const jobDescriptorSchema = z.object({
  job: z.object({ id: jobIdSchema, accepted: z.boolean().nullish() }).nullish(),
});
export type WireJobDescriptor = z.infer<typeof jobDescriptorSchema>;
export const wireJobDescriptorAnswerSchema = z.object({ data: jobDescriptorSchema });
