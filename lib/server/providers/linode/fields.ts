import "server-only";
import { z } from "zod";
import { ApiError } from "@/lib/contract/errors";
import type { FormField, FormValues } from "@/lib/contract/form";
import type { Naming } from "@/lib/contract/image-name";
import { linodeText } from "@/lib/text/linode-text";

// Lengths in characters, of the API's document; that of tags is 3 to 50 in the vendor's own pages.
const MAX_DESCRIPTION = 65_000;
const MIN_TAG = 3;
const MAX_TAG = 100;
const MAX_TAGS = 500;

/** As the vendor's own pages have it: the API's document states no limit. Something must be seen of a name. */
export const LINODE_NAMING: Naming = {
  pattern: "^(?=.*\\S)[A-Za-z0-9,.?\\-_\\s']+$",
  maxLength: 50,
  hint: linodeText.nameHint,
  isUnique: false,
};

const text = linodeText.fields;

export const labelSchema = z
  .string()
  .min(1, { error: text.labelMissing, abort: true })
  .max(LINODE_NAMING.maxLength, text.labelTooLong(LINODE_NAMING.maxLength))
  .regex(new RegExp(LINODE_NAMING.pattern, "u"), LINODE_NAMING.hint);

export const descriptionSchema = z.string().max(MAX_DESCRIPTION, text.descriptionTooLong(MAX_DESCRIPTION));

const tagSchema = z
  .string()
  .min(MIN_TAG, text.tagLength(MIN_TAG, MAX_TAG))
  .max(MAX_TAG, text.tagLength(MIN_TAG, MAX_TAG));

export const tagsSchema = z.array(tagSchema).max(MAX_TAGS, text.tooManyTags(MAX_TAGS));

/** What a new image is told beside its name. */
export const newImageShape = {
  description: descriptionSchema.default(""),
  tags: tagsSchema.default([]),
  cloudInit: z.boolean().default(false),
};

/** What was entered, parsed. @throws ApiError `invalid_request` with details by the names of fields */
export function parseValues<T>(schema: z.ZodType<T>, values: FormValues): T {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ""), message }));
  throw new ApiError("invalid_request", details[0]?.message ?? linodeText.notValid, { details });
}

/** One field's value, where it is text. */
export function textValue(values: FormValues, name: string): string {
  const value = values[name];
  return typeof value === "string" ? value : "";
}

function listValue(values: FormValues, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value : [];
}

/** A field of ours by the name that Linode has for it. */
export function fieldOf(wireName: string): string {
  const [name = ""] = wireName.split(/[.[]/);
  if (name === "cloud_init") return "cloudInit";
  return name === "disk_id" ? "disk" : name;
}

/** A name that keeps to the naming, or is as it was. */
export function labelField(
  value: string,
  { isRequired, help }: { isRequired: boolean; help: string | null },
): FormField {
  // A name that was given elsewhere may break the naming, and must not keep the rest of the form from being sent.
  const isUsual = value === "" || labelSchema.safeParse(value).success;
  return {
    kind: "text",
    name: "label",
    label: text.label,
    help,
    isRequired,
    value,
    isMultiline: false,
    maxLength: isUsual ? LINODE_NAMING.maxLength : null,
    pattern: isUsual ? LINODE_NAMING.pattern : null,
    patternHint: isUsual ? LINODE_NAMING.hint : null,
  };
}

export function descriptionField(value: string): FormField {
  return {
    kind: "text",
    name: "description",
    label: text.description,
    help: null,
    isRequired: false,
    value,
    isMultiline: true,
    maxLength: MAX_DESCRIPTION,
    pattern: null,
    patternHint: null,
  };
}

export function tagsField(value: string[]): FormField {
  return {
    kind: "tags",
    name: "tags",
    label: text.tags,
    help: text.tagsHelp(MIN_TAG, MAX_TAG),
    isRequired: false,
    value,
    minLength: MIN_TAG,
    maxLength: MAX_TAG,
  };
}

/** What a new image is told beside its name, with what was entered so far. */
export function newImageFields(values: FormValues): FormField[] {
  return [
    descriptionField(textValue(values, "description")),
    tagsField(listValue(values, "tags")),
    {
      kind: "switch",
      name: "cloudInit",
      label: text.cloudInit,
      help: text.cloudInitHelp,
      isRequired: false,
      value: values["cloudInit"] === true,
    },
  ];
}

/** As they are sent: what is empty is left out, because a description of no characters is refused. */
export function newImageBody({
  description,
  tags,
  cloudInit,
}: {
  description: string;
  tags: string[];
  cloudInit: boolean;
}): { description?: string; tags?: string[]; cloud_init: boolean } {
  return {
    ...(description.trim() !== "" && { description }),
    ...(tags.length > 0 && { tags }),
    cloud_init: cloudInit,
  };
}
