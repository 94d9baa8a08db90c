import "server-only";
import type { FormField, FormValues } from "@/lib/contract/form";
import { oxideText } from "@/lib/text/oxide-text";
import { OXIDE_NAMING } from "./image-id";
import type { WireProject } from "./wire";

/** What Oxide's database keeps of both, in characters (`STRING(64)` in omicron's `dbinit.sql`). */
export const MAX_OS_LENGTH = 64;

/** In the same place, `STRING(512)`. */
export const MAX_DESCRIPTION_LENGTH = 512;

/** What was entered for a field of text or a choice; empty when nothing was. */
export function entered(values: FormValues, name: string): string {
  const value = values[name];
  return typeof value === "string" ? value : "";
}

/** `refines`: the project's snapshots or disks are to be offered next. */
export function projectField(
  projects: readonly WireProject[],
  value: string,
  { help, refines }: { help: string | null; refines: boolean },
): FormField {
  const options = projects
    .toSorted((one, other) => one.name.localeCompare(other.name, "en"))
    .map(({ id, name }) => ({ value: id, label: name, hint: null, disabledReason: null }));
  // Who has one project alone need not choose it.
  const [only] = options.length === 1 ? options : [];
  const chosen = options.find((option) => option.value === value) ?? only;
  return {
    kind: "choice",
    name: "project",
    label: oxideText.project,
    help,
    isRequired: true,
    value: chosen?.value ?? "",
    options,
    refines,
  };
}

export function nameField(value: string): FormField {
  return {
    ...textField("name", oxideText.name, value, OXIDE_NAMING.maxLength),
    help: oxideText.nameHint,
    isRequired: true,
    pattern: OXIDE_NAMING.pattern,
    patternHint: oxideText.nameHint,
  };
}

/** Description, operating system and version: every image has the three. */
export function imageFields(values: FormValues, maxDescriptionLength: number): FormField[] {
  const field = (name: string, label: string, maxLength: number) =>
    textField(name, label, entered(values, name), maxLength);
  return [
    { ...field("os", oxideText.operatingSystem, MAX_OS_LENGTH), help: oxideText.operatingSystemHelp, isRequired: true },
    { ...field("version", oxideText.version, MAX_OS_LENGTH), help: oxideText.versionHelp, isRequired: true },
    { ...field("description", oxideText.description, maxDescriptionLength), isMultiline: true },
  ];
}

/** The project, or the whole silo. */
export function visibilityField(value: string): FormField {
  return {
    kind: "choice",
    name: "visibility",
    label: oxideText.visibleTo,
    help: null,
    isRequired: true,
    value: value === "silo" ? "silo" : "project",
    options: [
      { value: "project", label: oxideText.visibleToProject, hint: null, disabledReason: null },
      { value: "silo", label: oxideText.visibleToSilo, hint: oxideText.visibleToSiloHint, disabledReason: null },
    ],
    refines: false,
  };
}

function textField(name: string, label: string, value: string, maxLength: number) {
  return {
    kind: "text" as const,
    name,
    label,
    help: null,
    isRequired: false,
    value,
    isMultiline: false,
    maxLength,
    pattern: null,
    patternHint: null,
  };
}
