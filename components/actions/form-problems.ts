import { ApiError } from "@/lib/contract/errors";
import type { Form, FormField, FormValues } from "@/lib/contract/form";
import { actionsText } from "@/lib/text/actions-text";
import type { FormValue } from "./form-values";

const { problems: text } = actionsText;

/** What is wrong with a field, in a sentence. */
export interface Problem {
  message: string;
  /** When it is told: as soon as it is there, when the field is left, or when the form is to be sent. */
  told: "at once" | "on leaving" | "on sending";
}

/** By the names of fields. */
export type Problems = Readonly<Record<string, string>>;

/** What is wrong with what stands in the form, by the names of fields, in their order. */
export function findProblems(form: Form, values: FormValues): Map<string, Problem> {
  const found = new Map<string, Problem>();
  for (const field of form.fields) {
    const problem = findProblem(field, values[field.name] ?? field.value);
    if (problem !== null) found.set(field.name, problem);
  }
  return found;
}

/** Those that are to be told now. @param left fields that had the focus; @param isSent somebody wanted to send the form */
export function problemsToTell(
  found: ReadonlyMap<string, Problem>,
  left: ReadonlySet<string>,
  isSent: boolean,
): Problems {
  return Object.fromEntries(
    [...found]
      .filter(([name, { told }]) => isSent || told === "at once" || (told === "on leaving" && left.has(name)))
      .map(([name, { message }]) => [name, message]),
  );
}

function findProblem(field: FormField, value: FormValue): Problem | null {
  switch (field.kind) {
    case "text":
      return typeof value === "string" ? findTextProblem(field, value) : null;
    case "choice":
      return field.isRequired && value === "" ? { message: text.chooseOne, told: "on sending" } : null;
    case "choices":
      return Array.isArray(value) ? findChoicesProblem(field, value) : null;
    case "tags":
      return Array.isArray(value) ? findTagsProblem(field, value) : null;
    case "switch":
      return null;
    default:
      return field satisfies never;
  }
}

function findTextProblem(field: Extract<FormField, { kind: "text" }>, value: string): Problem | null {
  const { isRequired, maxLength, pattern, patternHint } = field;
  if (value.trim() === "") return isRequired ? { message: text.empty, told: "on sending" } : null;
  if (maxLength !== null && value.length > maxLength) {
    return { message: text.tooLong(maxLength, value.length - maxLength), told: "at once" };
  }
  if (pattern === null || new RegExp(pattern, "u").test(value)) return null;
  return { message: patternHint ?? text.pattern, told: "on leaving" };
}

function findChoicesProblem(field: Extract<FormField, { kind: "choices" }>, value: readonly string[]): Problem | null {
  const { isRequired, keepOneOf, keepHint } = field;
  if (keepOneOf !== null && keepOneOf.length > 0 && !keepOneOf.some((kept) => value.includes(kept))) {
    return { message: keepHint ?? text.keepOne, told: "at once" };
  }
  return isRequired && value.length === 0 ? { message: text.chooseAny, told: "on sending" } : null;
}

function findTagsProblem(field: Extract<FormField, { kind: "tags" }>, value: readonly string[]): Problem | null {
  const wrong = value.find((tag) => !isTagOfLength(tag, field));
  if (wrong !== undefined) {
    return { message: text.tagLength(wrong, field.minLength, field.maxLength), told: "at once" };
  }
  return field.isRequired && value.length === 0 ? { message: text.noTag, told: "on sending" } : null;
}

export function isTagOfLength(
  tag: string,
  { minLength, maxLength }: { minLength: number; maxLength: number },
): boolean {
  return tag.length >= minLength && tag.length <= maxLength;
}

/** What a server found wrong with the form's own fields, and whether that is all that it said. */
export function refusedFields(form: Form, error: unknown): { problems: Problems; isAll: boolean } {
  const details = error instanceof ApiError && error.code === "invalid_request" ? (error.details ?? []) : [];
  const names = new Set(form.fields.map(({ name }) => name));
  const problems: Record<string, string> = {};
  let isAll = details.length > 0;
  for (const { field, message } of details) {
    // What is sent along with something else stands below `values`.
    const name = field?.replace(/^values\./, "") ?? "";
    if (names.has(name)) problems[name] ??= message;
    else isAll = false;
  }
  return { problems, isAll };
}
