import "server-only";
import { ApiError } from "@/lib/contract/errors";
import type { RouteHandler } from "./http/handle-route";
import { handleRoute } from "./routes";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];

/**
 * Handlers for the methods that a path does not have: `method_not_allowed`, in the one error shape and with the Allow header that
 * RFC 9110 section 15.5.6 asks for. Next's own answer has neither. Where there is GET, Next makes HEAD of it.
 * @param taken the methods that the path has
 */
export function refuseOthers<const Taken extends readonly Method[]>(
  ...taken: Taken
): Record<Exclude<Method, Taken[number]>, RouteHandler> {
  const names: readonly Method[] = taken;
  const allowed = METHODS.filter((name) => names.includes(name) || (name === "HEAD" && names.includes("GET"))).join(
    ", ",
  );
  const refuse = handleRoute(async () => {
    throw new ApiError("method_not_allowed", `This path takes ${allowed}.`);
  });
  const handler: RouteHandler = async (request, context) => {
    const response = await refuse(request, context);
    response.headers.set("allow", allowed);
    return response;
  };
  const handlers: Record<Method, RouteHandler> = {
    GET: handler,
    HEAD: handler,
    POST: handler,
    PUT: handler,
    PATCH: handler,
    DELETE: handler,
    OPTIONS: handler,
  };
  return handlers;
}
