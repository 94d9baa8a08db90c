/** Paths that this server knows, as the folders of `app` are named. Whatever else is asked for is `OTHER`. The first that fits counts. */
export const ROUTE_TEMPLATES = [
  "/",
  "/sign-in",
  "/all/images",
  "/api/session",
  "/api/session/keep-alive",
  "/api/session/[connection]",
  "/api/[connection]/actions/[action]",
  "/api/[connection]/audit",
  "/api/[connection]/images",
  "/api/[connection]/images/[imageId]",
  "/api/[connection]/images/[imageId]/actions/[action]",
  "/api/[connection]/images/[imageId]/complete",
  "/api/[connection]/images/[imageId]/download",
  "/api/[connection]/images/[imageId]/log",
  "/api/[connection]/images/[imageId]/parts",
  "/api/[connection]/images/[imageId]/parts/[part]",
  "/api/[connection]/images/[imageId]/plan",
  "/api/[connection]/images/[imageId]/restore",
  "/api/[connection]/jobs/[jobId]",
  "/api/[connection]/scopes",
  "/objects/[imageId]/content/[name]",
  "/objects/[imageId]/parts/[part]",
  "/v2/audit",
  "/v2/images",
  "/v2/images/[id]",
  "/v2/images/[id]/complete",
  "/v2/images/[id]/download",
  "/v2/images/[id]/parts",
  "/v2/images/[id]/restore",
  "/v2/me",
  "/v2/openapi.json",
  "/[connection]/audit",
  "/[connection]/images",
  "/[connection]/images/[imageId]",
] as const;

/** Files of the pages: one name for all of them. */
const PAGE_FILES = "/_next/";

export type RouteTemplate = (typeof ROUTE_TEMPLATES)[number] | "/_next" | "other";

const SPLIT_TEMPLATES = ROUTE_TEMPLATES.map((template) => ({ template, segments: template.split("/") }));

/**
 * A path without what differs from request to request: what metrics and the audit log count by, however many paths a stranger invents.
 * @param target a request's path, with or without its query
 */
export function routeTemplate(target: string): RouteTemplate {
  const [path = ""] = target.split("?", 1);
  if (path.startsWith(PAGE_FILES)) return "/_next";
  const segments = path.split("/");
  return SPLIT_TEMPLATES.find((candidate) => fits(candidate.segments, segments))?.template ?? "other";
}

function fits(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((expected, index) => {
      const segment = segments[index] ?? "";
      return expected.startsWith("[") ? segment !== "" : segment === expected;
    })
  );
}
