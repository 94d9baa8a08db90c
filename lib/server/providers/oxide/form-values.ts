import "server-only";
import { z } from "zod";
import { ApiError } from "@/lib/contract/errors";
import type { FormValues } from "@/lib/contract/form";
import { nameProblem } from "@/lib/contract/image-name";
import { oxideText } from "@/lib/text/oxide-text";
import { MAX_DESCRIPTION_LENGTH, MAX_OS_LENGTH } from "./form-fields";
import { isUuid, OXIDE_NAMING } from "./image-id";

/** What the forms ask for, as it has to be. Lengths are characters. */
const text = (label: string, maxLength: number) =>
  z.string(oxideText.isMissing(label)).trim().max(maxLength, oxideText.isTooLong(label, maxLength));
const requiredText = (label: string, maxLength: number) => text(label, maxLength).min(1, oxideText.isMissing(label));

const project = z.string(oxideText.chooseProject).refine(isUuid, oxideText.chooseProject);

const common = {
  os: requiredText(oxideText.operatingSystem, MAX_OS_LENGTH),
  version: requiredText(oxideText.version, MAX_OS_LENGTH),
  description: text(oxideText.description, MAX_DESCRIPTION_LENGTH).default(""),
};

export const uploadValuesSchema = z.object({
  project,
  ...common,
  blockSize: z.enum(["512", "2048", "4096"], oxideText.badBlockSize).default("512").transform(Number),
});

const newImage = {
  name: z.string(oxideText.isMissing(oxideText.name)).superRefine((name, context) => {
    const problem = nameProblem(name, OXIDE_NAMING);
    if (problem !== null) context.addIssue({ code: "custom", message: problem });
  }),
  ...common,
  visibility: z.enum(["project", "silo"], oxideText.chooseVisibility).default("project"),
};

export const snapshotValuesSchema = z.object({
  project,
  snapshot: z.string(oxideText.chooseSnapshot).refine(isUuid, oxideText.chooseSnapshot),
  ...newImage,
});

export const diskValuesSchema = z.object({
  project,
  disk: z.string(oxideText.chooseDisk).refine(isUuid, oxideText.chooseDisk),
  ...newImage,
  keepSnapshot: z.boolean(oxideText.onOrOff).default(false),
});

export const demoteValuesSchema = z.object({ project });

/** @throws ApiError `invalid_request` with details by the names of fields */
export function parseValues<T>(values: FormValues, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  throw invalidFields(parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), message })));
}

/** An error that says what is wrong with which fields. */
export function invalidFields(details: { field: string; message: string }[]): ApiError {
  return new ApiError("invalid_request", details[0]?.message ?? oxideText.isMissing(oxideText.name), { details });
}
