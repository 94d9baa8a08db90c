import type { Form, FormField } from "@/lib/contract/form";

type FieldOf<Kind extends FormField["kind"]> = Extract<FormField, { kind: Kind }>;
type Changes<Kind extends FormField["kind"]> = Partial<FieldOf<Kind>>;

const common = { help: null, isRequired: false };

/** For tests: a form of these fields. */
export function formFixture(fields: FormField[], changes: Partial<Form> = {}): Form {
  return {
    title: "Edit image",
    summary: null,
    warning: null,
    items: [],
    fields,
    submitLabel: "Save",
    disabledReason: null,
    ...changes,
  };
}

/** For tests: a line of text that may be anything. */
export function textFixture(changes: Changes<"text"> = {}): FieldOf<"text"> {
  return {
    ...common,
    kind: "text",
    name: "label",
    label: "Label",
    value: "",
    isMultiline: false,
    maxLength: null,
    pattern: null,
    patternHint: null,
    ...changes,
  };
}

/** For tests: an option for each value. */
export function optionsFixture(...values: string[]): FieldOf<"choice">["options"] {
  return values.map((value) => ({ value, label: value, hint: null, disabledReason: null }));
}

/** For tests: one of three machines. */
export function choiceFixture(changes: Changes<"choice"> = {}): FieldOf<"choice"> {
  return {
    ...common,
    kind: "choice",
    name: "machine",
    label: "Machine",
    value: "",
    options: optionsFixture("a", "b", "c"),
    refines: false,
    ...changes,
  };
}

/** For tests: any of three regions. */
export function choicesFixture(changes: Changes<"choices"> = {}): FieldOf<"choices"> {
  return {
    ...common,
    kind: "choices",
    name: "regions",
    label: "Regions",
    value: [],
    options: optionsFixture("us", "eu", "ap"),
    keepOneOf: null,
    keepHint: null,
    ...changes,
  };
}

/** For tests: tags of three to fifty characters. */
export function tagsFixture(changes: Changes<"tags"> = {}): FieldOf<"tags"> {
  return { ...common, kind: "tags", name: "tags", label: "Tags", value: [], minLength: 3, maxLength: 50, ...changes };
}
