import "server-only";
import type { Form, FormField, FormValues } from "@/lib/contract/form";
import { oxideText } from "@/lib/text/oxide-text";
import { entered, imageFields, MAX_DESCRIPTION_LENGTH, nameField, projectField, visibilityField } from "./form-fields";
import type { WireProject, WireSnapshot } from "./wire";

/** @param readSnapshots of the project that is chosen */
export async function snapshotForm(
  projects: readonly WireProject[],
  values: FormValues,
  readSnapshots: (projectId: string) => Promise<WireSnapshot[]>,
): Promise<Form> {
  const project = projectField(projects, entered(values, "project"), { help: null, refines: true });
  const projectId = typeof project.value === "string" ? project.value : "";
  const snapshots = projectId === "" ? null : await readSnapshots(projectId);
  return {
    title: oxideText.createTitle,
    summary: oxideText.createSummary,
    warning: null,
    items: [],
    fields: [
      project,
      snapshotField(snapshots, entered(values, "snapshot")),
      nameField(entered(values, "name")),
      ...imageFields(values, MAX_DESCRIPTION_LENGTH),
      visibilityField(entered(values, "visibility")),
    ],
    submitLabel: oxideText.createSubmit,
    disabledReason: disabledReason(projects, snapshots),
  };
}

function disabledReason(projects: readonly WireProject[], snapshots: readonly WireSnapshot[] | null): string | null {
  if (projects.length === 0) return oxideText.noProjects;
  return snapshots?.length === 0 ? oxideText.noSnapshots : null;
}

/** The newest first: that is the one somebody just made for this. */
function snapshotField(snapshots: readonly WireSnapshot[] | null, value: string): FormField {
  const options = (snapshots ?? [])
    .toSorted((one, other) => (one.time_created < other.time_created ? 1 : -1))
    .map(({ id, name, description, state }) => ({
      value: id,
      label: name,
      hint: description === "" ? null : description,
      disabledReason: state === "ready" ? null : oxideText.snapshotNotReady(state),
    }));
  const isOffered = options.some((option) => option.value === value && option.disabledReason === null);
  return {
    kind: "choice",
    name: "snapshot",
    label: oxideText.snapshot,
    help: snapshots === null ? oxideText.projectFirst : null,
    isRequired: true,
    value: isOffered ? value : "",
    options,
    refines: false,
  };
}
