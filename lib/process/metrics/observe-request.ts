import type { IncomingMessage, ServerResponse } from "node:http";
import type { Registry } from "prom-client";
import type { Handler } from "@/lib/process/handler";
import { routeTemplate, type RouteTemplate } from "@/lib/telemetry/route-template";
import { requestMetrics } from "./counters";

/** Methods that something here has. Node's parser lets some thirty others through. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

const PART_ROUTES: ReadonlySet<RouteTemplate> = new Set<RouteTemplate>([
  "/objects/[imageId]/parts/[part]",
  "/api/[connection]/images/[imageId]/parts/[part]",
]);

/** Makes what looks at each request once its answer is out. */
export function createRequestObserver(register: Registry): Handler {
  const metrics = requestMetrics(register);
  return (request, response) => {
    const startedAt = performance.now();
    const route = routeTemplate(request.url ?? "");
    const method = METHODS.has(request.method ?? "") ? (request.method ?? "") : "other";
    response.once("close", () => {
      const { statusCode } = response;
      const status = response.writableFinished ? String(statusCode) : "aborted";
      metrics.requests.inc({ route, method, status });
      metrics.seconds.observe({ route, method }, (performance.now() - startedAt) / 1000);
      if (status === "aborted") return;
      if (method === "PUT" && statusCode < 300 && PART_ROUTES.has(route)) metrics.partBytes.inc(bytesOf(request));
      const where = placeOf(route);
      if (statusCode === 429) metrics.rateLimited.inc({ where });
      if (statusCode === 401 && isAboutToken(route, request)) metrics.tokensRefused.inc({ where });
    });
  };
}

/** A part's length is known before it comes, or it is refused. */
function bytesOf({ headers }: IncomingMessage): number {
  return Number(headers["content-length"] ?? 0);
}

function placeOf(route: RouteTemplate): "embedded_api" | "dashboard" {
  return route.startsWith("/v2/") || route.startsWith("/objects/") ? "embedded_api" : "dashboard";
}

/** Of the dashboard's requests only the sign-in brings a token; a 401 elsewhere says that nobody is signed in. */
function isAboutToken(route: RouteTemplate, { method }: IncomingMessage): boolean {
  return placeOf(route) === "embedded_api" || (route === "/api/session" && method === "POST");
}

/** Where nothing is counted. */
export const observeNothing = (_request: IncomingMessage, _response: ServerResponse): void => undefined;
