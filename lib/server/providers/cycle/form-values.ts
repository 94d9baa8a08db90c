import "server-only";
import { ApiError } from "@/lib/contract/errors";
import type { FormField, FormValues } from "@/lib/contract/form";

/** What was entered into a line of text, or chosen; empty when nothing was. */
export function textOf(values: FormValues, name: string): string {
  const value = values[name];
  return typeof value === "string" ? value.trim() : "";
}

/** What was chosen of several. */
export function chosenOf(values: FormValues, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? [...new Set(value)] : [];
}

/** A refusal of what was entered into one field. */
export function wrongField(field: string, message: string): ApiError {
  return new ApiError("invalid_request", message, { details: [{ field, message }] });
}

/** A line of text with nothing particular about it. */
export function textField(field: {
  name: string;
  label: string;
  help: string | null;
  value: string;
  maxLength: number;
  isRequired?: boolean;
  pattern?: { source: string; hint: string };
}): FormField {
  const { pattern, isRequired = false, ...rest } = field;
  return {
    ...rest,
    kind: "text",
    isRequired,
    isMultiline: false,
    pattern: pattern?.source ?? null,
    patternHint: pattern?.hint ?? null,
  };
}
