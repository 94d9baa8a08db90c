import type { Form, FormField, FormValues, Option } from "@/lib/contract/form";

export type FormValue = FormValues[string];

/** No choice is longer, in characters. */
const LONGEST_CHOICE = 255;

/** What stands in each field of a form: what was entered, as far as the field still takes it, else what the form itself says. */
export function valuesOf(form: Form, entered: FormValues): FormValues {
  return Object.fromEntries(form.fields.map((field) => [field.name, valueOf(field, entered[field.name])]));
}

function valueOf(field: FormField, entered: FormValue | undefined): FormValue {
  switch (field.kind) {
    case "text":
      return typeof entered === "string" ? entered : field.value;
    case "choice":
      return typeof entered === "string" && isOffered(field.options, entered) ? entered : field.value;
    case "choices":
      return Array.isArray(entered) ? entered.filter((value) => isOffered(field.options, value)) : field.value;
    case "tags":
      return Array.isArray(entered) ? entered : field.value;
    case "switch":
      return typeof entered === "boolean" ? entered : field.value;
    default:
      return field satisfies never;
  }
}

function isOffered(options: readonly Option[], value: string): boolean {
  return value === "" || options.some((option) => option.value === value);
}

/** Whether other fields follow from this one. */
export function isRefining(field: FormField): boolean {
  return (field.kind === "choice" || field.kind === "choices") && field.refines === true;
}

/**
 * With what a form is asked for anew: what was chosen, and the present value of everything that other fields follow from. It stands in
 * the request's address, where no text belongs that somebody typed: it may be long, or a secret, and no field follows from it.
 */
export function askedValues(form: Form, entered: FormValues): FormValues {
  const values = valuesOf(form, entered);
  return Object.fromEntries(
    form.fields.flatMap((field) => {
      const value = values[field.name];
      if (value === undefined || field.kind === "text") return [];
      return entered[field.name] === undefined && !isRefining(field) ? [] : [[field.name, value]];
    }),
  );
}

/** As `askedValues`, of what was entered into a form that is not there yet. */
export function askedAtFirst(earlier: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(earlier).filter(([, value]) => typeof value !== "string" || value.length <= LONGEST_CHOICE),
  );
}

/** Whether anything in the form is not as it was found. */
export function isChanged(form: Form, entered: FormValues): boolean {
  const values = valuesOf(form, entered);
  return form.fields.some(
    (field) => entered[field.name] !== undefined && !isSame(values[field.name] ?? field.value, field.value),
  );
}

/** The order of chosen options says nothing. */
function isSame(one: FormValue, other: FormValue): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((value) => other.includes(value));
}
