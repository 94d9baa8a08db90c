import "server-only";
import type { Form, FormField, FormValues } from "@/lib/contract/form";
import { oxideText } from "@/lib/text/oxide-text";
import { entered, imageFields, MAX_DESCRIPTION_LENGTH, nameField, projectField, visibilityField } from "./form-fields";
import { readTemporaryDisk } from "./temporary-disk";
import type { WireDisk, WireProject } from "./wire";

/** @param readDisks of the project that is chosen */
export async function diskForm(
  projects: readonly WireProject[],
  values: FormValues,
  readDisks: (projectId: string) => Promise<WireDisk[]>,
): Promise<Form> {
  const project = projectField(projects, entered(values, "project"), { help: null, refines: true });
  const projectId = typeof project.value === "string" ? project.value : "";
  const disks = projectId === "" ? null : ownDisks(await readDisks(projectId));
  return {
    title: oxideText.diskTitle,
    summary: oxideText.diskSummary,
    warning: null,
    items: [],
    fields: [
      project,
      diskField(disks, entered(values, "disk")),
      nameField(entered(values, "name")),
      ...imageFields(values, MAX_DESCRIPTION_LENGTH),
      visibilityField(entered(values, "visibility")),
      keepField(values["keepSnapshot"] === true),
    ],
    submitLabel: oxideText.createSubmit,
    disabledReason: disabledReason(projects, disks),
  };
}

/** Without those that uploads fill. */
export function ownDisks(disks: readonly WireDisk[]): WireDisk[] {
  return disks.filter((disk) => readTemporaryDisk(disk) === null);
}

/** Why Oxide takes no snapshot of a disk; null when it does. */
export function snapshotProblem({ state: { state }, disk_type: type, read_only: isReadOnly }: WireDisk): string | null {
  if (type === "local") return oxideText.diskIsLocal;
  if (isReadOnly === true) return oxideText.diskIsReadOnly;
  return state === "attached" || state === "detached" ? null : oxideText.diskNotReady(state);
}

function disabledReason(projects: readonly WireProject[], disks: readonly WireDisk[] | null): string | null {
  if (projects.length === 0) return oxideText.noProjects;
  return disks?.length === 0 ? oxideText.noDisks : null;
}

function diskField(disks: readonly WireDisk[] | null, value: string): FormField {
  const options = (disks ?? [])
    .toSorted((one, other) => one.name.localeCompare(other.name, "en"))
    .map((disk) => ({
      value: disk.id,
      label: disk.name,
      hint: hintOf(disk),
      disabledReason: snapshotProblem(disk),
    }));
  const isOffered = options.some((option) => option.value === value && option.disabledReason === null);
  return {
    kind: "choice",
    name: "disk",
    label: oxideText.disk,
    help: disks === null ? oxideText.projectFirst : null,
    isRequired: true,
    value: isOffered ? value : "",
    options,
    refines: false,
  };
}

function hintOf({ description, state }: WireDisk): string | null {
  const hints = [description, state.state === "attached" ? oxideText.diskIsAttached : ""].filter((hint) => hint !== "");
  return hints.length === 0 ? null : hints.join(" · ");
}

function keepField(value: boolean): FormField {
  return {
    kind: "switch",
    name: "keepSnapshot",
    label: oxideText.keepSnapshot,
    help: oxideText.keepSnapshotHelp,
    isRequired: false,
    value,
  };
}
