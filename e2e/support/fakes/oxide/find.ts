import type { Context } from "hono";
import { invalidRequest, notFound } from "./answers";
import type { FakeProject, Silo } from "./silo";

/** What every handler is given. */
export interface OxideEnvironment {
  Variables: { silo: Silo };
}

export type OxideContext = Context<OxideEnvironment>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The project that the query names, by name or id; null without one. */
export function projectOf(c: OxideContext): FakeProject | null {
  const nameOrId = c.req.query("project");
  if (nameOrId === undefined) return null;
  const project = c.get("silo").projects.find(({ id, name }) => id === nameOrId || name === nameOrId);
  if (project === undefined) throw notFound("project", nameOrId);
  return project;
}

export function requiredProjectOf(c: OxideContext): FakeProject {
  const project = projectOf(c);
  if (project === null) throw invalidRequest("unable to parse query string: missing field `project`");
  return project;
}

/**
 * What the path names: by its id without a project, by its name within one. Without a project, a name is that of an image of the silo,
 * and of nothing else.
 */
export function pathResource<T extends { id: string; name: string; projectId: string | null }>(
  c: OxideContext,
  kind: "image" | "disk" | "snapshot",
  all: readonly T[],
): T {
  const nameOrId = c.req.param("resource") ?? "";
  const found = UUID.test(nameOrId) ? byId(c, kind, all, nameOrId) : byName(c, kind, all, nameOrId);
  if (found === undefined) throw notFound(kind, nameOrId);
  return found;
}

function byId<T extends { id: string }>(c: OxideContext, kind: string, all: readonly T[], id: string): T | undefined {
  // The project of a demotion is where the image goes.
  if (c.req.query("project") !== undefined && !c.req.path.endsWith("/demote")) {
    throw invalidRequest(`when providing ${kind} as an ID, project should not be specified`);
  }
  return all.find((one) => one.id === id);
}

function byName<T extends { name: string; projectId: string | null }>(
  c: OxideContext,
  kind: string,
  all: readonly T[],
  name: string,
): T | undefined {
  const project = c.req.path.endsWith("/demote") ? null : projectOf(c);
  if (project === null && kind !== "image") throw invalidRequest(`${kind} name must be used with project`);
  return all.find((one) => one.name === name && one.projectId === (project?.id ?? null));
}
