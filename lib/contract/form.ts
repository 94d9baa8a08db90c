import * as z from "zod/mini";
import { jsonTextSchema } from "./json-text";

/** One of the values that a choice offers. */
export const optionSchema = z.object({
  value: z.string(),
  label: z.string(),
  /** More about it, in a line of its own. */
  hint: z.nullable(z.string()),
  /** Why it cannot be chosen; null when it can. */
  disabledReason: z.nullable(z.string()),
});
export type Option = z.infer<typeof optionSchema>;

const common = {
  /** The key of its value. */
  name: z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}$/)),
  label: z.string(),
  /** A sentence below it. */
  help: z.nullable(z.string()),
  isRequired: z.boolean(),
};

/** A line of text, or several. `pattern` is an anchored regular expression's source, and `patternHint` what is said of text that breaks it. */
export const textFieldSchema = z.object({
  ...common,
  kind: z.literal("text"),
  value: z.string(),
  isMultiline: z.boolean(),
  maxLength: z.nullable(z.int()),
  pattern: z.nullable(z.string()),
  patternHint: z.nullable(z.string()),
});

/** One of several options. `refines`: the form is to be asked for anew when it changes, for other fields follow from it. */
export const choiceFieldSchema = z.object({
  ...common,
  kind: z.literal("choice"),
  /** Empty while nothing is chosen. */
  value: z.string(),
  options: z.array(optionSchema),
  refines: z.boolean(),
});

/** Any of several options. */
export const choicesFieldSchema = z.object({
  ...common,
  kind: z.literal("choices"),
  value: z.array(z.string()),
  options: z.array(optionSchema),
  /** Of these at least one must stay chosen; null where any may go. `keepHint` is the sentence that says so. */
  keepOneOf: z.nullable(z.array(z.string())),
  keepHint: z.nullable(z.string()),
  /** As a choice's; absent is false. */
  refines: z.optional(z.boolean()),
});

/** Short words, each at most once. Lengths are characters. */
export const tagsFieldSchema = z.object({
  ...common,
  kind: z.literal("tags"),
  value: z.array(z.string()),
  minLength: z.int(),
  maxLength: z.int(),
});

/** On or off. */
export const switchFieldSchema = z.object({ ...common, kind: z.literal("switch"), value: z.boolean() });

export const formFieldSchema = z.discriminatedUnion("kind", [
  textFieldSchema,
  choiceFieldSchema,
  choicesFieldSchema,
  tagsFieldSchema,
  switchFieldSchema,
]);
export type FormField = z.infer<typeof formFieldSchema>;

/** What was entered, by the names of fields. */
export const formValuesSchema = z.record(
  z.string().check(z.maxLength(40)),
  z.union([
    z.string().check(z.maxLength(65_000)),
    z.array(z.string().check(z.maxLength(255))).check(z.maxLength(1000)),
    z.boolean(),
  ]),
);
export type FormValues = z.infer<typeof formValuesSchema>;

/** A form, with what is the case now in its fields: what an action, or an upload, needs to know. */
export const formSchema = z.object({
  title: z.string(),
  /** What will happen, in a sentence or two. */
  summary: z.nullable(z.string()),
  /** What cannot be undone or is easily overlooked. */
  warning: z.nullable(z.string()),
  /** What is concerned, a line each, as the images that go. */
  items: z.array(z.string()),
  fields: z.array(formFieldSchema),
  submitLabel: z.string(),
  /** Why it cannot be submitted at all, as when there is nothing to prune; null when it can. */
  disabledReason: z.nullable(z.string()),
});
export type Form = z.infer<typeof formSchema>;

/** `GET …/actions/{action}` query: what was entered so far, as JSON. */
export const formQuerySchema = z.object({ values: z._default(z.pipe(jsonTextSchema, formValuesSchema), {}) });
