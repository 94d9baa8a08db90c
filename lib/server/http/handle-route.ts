import "server-only";
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { ApiError } from "@/lib/contract/errors";
import { errorResponse } from "./respond";
import { requireSameOrigin } from "./same-origin";

/** What Next gives a route beside the request. */
export interface RouteContext {
  params: Promise<Record<string, string>>;
}

export type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>;

/** What an operation works with. */
export interface RouteCall {
  request: Request;
  /** The path's named segments, not yet judged. */
  params: Readonly<Record<string, string>>;
}

/** What every route needs of its surroundings; asked for at the first request, not when the module is loaded. */
export interface RouteSurroundings {
  log: Logger;
  publicUrl: URL;
}

/**
 * Makes a route of an operation: guards against other sites, gives the request an id of our own making, turns whatever is thrown into the
 * one error shape, and logs. An operation throws `ApiError` for what it means to say; anything else is a 500 that shows nothing.
 */
export function createRoute(
  surroundings: () => RouteSurroundings,
  operation: (call: RouteCall) => Promise<Response>,
): RouteHandler {
  return async (request, context) => {
    const startedAt = performance.now();
    const requestId = randomUUID();
    const { log, publicUrl } = surroundings();
    let response: Response;
    let failure: unknown;
    try {
      requireSameOrigin(request, publicUrl);
      response = await operation({ request, params: await context.params });
    } catch (error) {
      failure = error;
      response = errorResponse(presentable(error), requestId);
    }
    response.headers.set("x-request-id", requestId);
    const fields = {
      requestId,
      method: request.method,
      // Without the query, which people may paste anything into.
      path: new URL(request.url).pathname,
      status: response.status,
      durationMs: Math.round(performance.now() - startedAt),
    };
    // A list that is asked for anew gives up the question before: nothing is wrong with whom it was put to.
    if (failure !== undefined && request.signal.aborted) log.debug(fields, "given up by the browser");
    else logOutcome(log, fields, failure);
    return response;
  };
}

function presentable(error: unknown): ApiError {
  return error instanceof ApiError
    ? error
    : new ApiError("internal", "Something went wrong on the server. Its log has more under this request's id.");
}

function logOutcome(log: Logger, fields: object, failure: unknown): void {
  if (failure === undefined) return log.debug(fields, "answered");
  if (!(failure instanceof ApiError)) return log.error({ ...fields, err: failure }, "failed");
  const outcome = { ...fields, code: failure.code, reason: failure.message };
  switch (failure.code) {
    case "internal":
    case "upstream_failed":
    case "upstream_unreachable":
    case "upstream_timeout":
      return log.warn({ ...outcome, err: failure }, "refused");
    case "invalid_request":
    case "not_signed_in":
    case "token_rejected":
    case "forbidden":
    case "cross_site":
    case "not_found":
    case "method_not_allowed":
    case "conflict":
    case "too_large":
    case "unsupported_media_type":
    case "rate_limited":
      return log.info(outcome, "refused");
    default:
      return failure.code satisfies never;
  }
}
