import "server-only";
import type { Form, FormValues } from "@/lib/contract/form";
import { oxideText } from "@/lib/text/oxide-text";
import { entered, projectField } from "./form-fields";
import { toScope } from "./mapper";
import type { WireImage, WireProject } from "./wire";

/** From a project to the silo: nothing is to be chosen. */
export function promoteForm(image: WireImage, projects: readonly WireProject[]): Form {
  const projectId = image.project_id ?? null;
  const names = new Map(projects.map(({ id, name }) => [id, name]));
  return {
    title: oxideText.promoteTitle(image.name),
    summary: projectId === null ? null : oxideText.promoteSummary(toScope(projectId, names).label),
    warning: null,
    items: [],
    fields: [],
    submitLabel: oxideText.promoteSubmit,
    disabledReason: projectId === null ? oxideText.isSiloImage : null,
  };
}

/** From the silo to a project. */
export function demoteForm(image: WireImage, projects: readonly WireProject[], values: FormValues): Form {
  const isOfProject = typeof image.project_id === "string";
  const cannot = isOfProject ? oxideText.isProjectImage : null;
  return {
    title: oxideText.demoteTitle(image.name),
    summary: oxideText.demoteSummary,
    warning: oxideText.demoteWarning,
    items: [],
    fields: isOfProject ? [] : [projectField(projects, entered(values, "project"), { help: null, refines: false })],
    submitLabel: oxideText.demoteSubmit,
    disabledReason: cannot ?? (projects.length === 0 ? oxideText.noProjects : null),
  };
}
