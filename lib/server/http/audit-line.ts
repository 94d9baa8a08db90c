import "server-only";
import { routeTemplate, type RouteTemplate } from "@/lib/telemetry/route-template";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * What changes nothing that an auditor asks for: how an upload is to be sent, and each of its thousands of parts, which its creation
 * and its completion frame; and that somebody is still there.
 */
const NOT_AUDITED: ReadonlySet<RouteTemplate> = new Set<RouteTemplate>([
  "/api/session/keep-alive",
  "/api/[connection]/images/[imageId]/plan",
  "/api/[connection]/images/[imageId]/parts",
  "/api/[connection]/images/[imageId]/parts/[part]",
]);

/** Who asks for something, and for what, as far as it is known by then. Nothing of it is a secret. */
export interface AuditFacts {
  connection?: string;
  provider?: string;
  /** As the provider names the token's owner; null where it does not. */
  account?: string | null;
  imageId?: string;
}

/** What every line of a request has. */
export interface RequestFields {
  requestId: string;
  method: string;
  path: string;
  status: number;
  durationMs: number;
  address: string | null;
}

/** The fields of a line of the audit log; null for a request that changes nothing. @param code the error's, if it was one */
export function auditLine(fields: RequestFields, facts: AuditFacts, code: string | null): object | null {
  const route = routeTemplate(fields.path);
  if (SAFE_METHODS.has(fields.method) || NOT_AUDITED.has(route)) return null;
  return { ...fields, ...facts, route, outcome: outcomeOf(fields.status), ...(code !== null && { code }) };
}

/** As the embedded API's audit trail has them: `refused` is the caller's fault, `failed` the server's. */
function outcomeOf(status: number): "done" | "refused" | "failed" {
  if (status < 400) return "done";
  return status < 500 ? "refused" : "failed";
}
