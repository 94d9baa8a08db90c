import "server-only";
import type { Logger } from "pino";
import { ApiError } from "@/lib/contract/errors";
import { REQUEST_ID_HEADER, requestIdOf } from "@/lib/utils/request-id";
import { auditLine, type AuditFacts, type RequestFields } from "./audit-line";
import { clientAddressOf } from "./client-address";
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
  /** Names this request in every log: a UUID. */
  requestId: string;
  /** The browser's address; null when nobody trustworthy tells it. */
  address: string | null;
  /** Adds to what the audit log says of this request, if it changes anything. */
  note: (facts: AuditFacts) => void;
}

/** What every route needs of its surroundings; asked for at the first request, not when the module is loaded. */
export interface RouteSurroundings {
  log: Logger;
  publicUrl: URL;
}

/**
 * Makes a route of an operation: guards against other sites, keeps the request's id or gives it one, turns whatever is thrown into the
 * one error shape, and logs: what happened, and in a line of its own (`audit`) who changed or tried to change something. An operation
 * throws `ApiError` for what it means to say; anything else is a 500 that shows nothing.
 */
export function createRoute(
  surroundings: () => RouteSurroundings,
  operation: (call: RouteCall) => Promise<Response>,
): RouteHandler {
  return async (request, context) => {
    const startedAt = performance.now();
    const requestId = requestIdOf(request.headers.get(REQUEST_ID_HEADER));
    const address = clientAddressOf(request);
    const { log, publicUrl } = surroundings();
    const facts: AuditFacts = {};
    const note = (more: AuditFacts): void => void Object.assign(facts, more);
    let response: Response;
    let failure: unknown;
    try {
      requireSameOrigin(request, publicUrl);
      response = await operation({ request, params: await context.params, requestId, address, note });
    } catch (error) {
      failure = error;
      response = errorResponse(presentable(error), requestId);
    }
    response.headers.set(REQUEST_ID_HEADER, requestId);
    const fields: RequestFields = {
      requestId,
      method: request.method,
      // Without the query, which people may paste anything into.
      path: new URL(request.url).pathname,
      status: response.status,
      durationMs: Math.round(performance.now() - startedAt),
      address,
    };
    // A list that is asked for anew gives up the question before: nothing is wrong with whom it was put to.
    if (failure !== undefined && request.signal.aborted) log.debug(fields, "given up by the browser");
    else logOutcome(log, fields, failure);
    const audit = auditLine(fields, facts, failure === undefined ? null : presentable(failure).code);
    if (audit !== null) log.info(audit, "audit");
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
