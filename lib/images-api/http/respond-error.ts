import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "pino";
import { ERROR_STATUS, type ErrorDetail, type ErrorType, ServiceError } from "@/lib/images-api/errors";
import { TooManyRequests } from "@/lib/images-api/limits/limit-requests";
import { storageFault } from "@/lib/images-api/storage-fault";
import { TooManyFailures } from "@/lib/images-api/tokens/authenticator";
import type { AppEnvironment } from "./environment";

/** A known path asked with a method it does not have. The vendor's document has no word for it. */
export class MethodNotAllowed extends ServiceError {
  constructor(readonly allowed: readonly string[]) {
    super("invalid_request_error", `This path takes ${allowed.join(", ")}.`);
  }
}

/** The vendor's error envelope. */
export function errorBody(type: ErrorType, message: string, details: readonly ErrorDetail[] = []) {
  return { error: { type, message, ...(details.length > 0 && { details }) } };
}

/** Turns whatever was thrown into an answer. What nobody planned for is logged and shown to no one. */
export function respondError(error: Error, context: Context<AppEnvironment>, log: Logger): Response {
  const planned = plan(error);
  if (planned !== null) {
    const status = planned instanceof MethodNotAllowed ? 405 : ERROR_STATUS[planned.type];
    const answer = context.json(errorBody(planned.type, planned.message, planned.details), status);
    for (const [name, value] of extraHeaders(planned)) answer.headers.set(name, value);
    return answer;
  }
  const requestId = context.get("requestId");
  log.error({ err: error, requestId }, "request failed");
  const fault = storageFault(error);
  if (fault !== null) {
    const answer = context.json(errorBody("api_error", fault.message), fault.status);
    answer.headers.set("Retry-After", String(fault.retryAfterSeconds));
    return answer;
  }
  const message = `The server failed. Try again; if it stays so, tell your administrator the request id ${requestId}.`;
  return context.json(errorBody("api_error", message), ERROR_STATUS.api_error);
}

function plan(error: Error): ServiceError | null {
  if (error instanceof ServiceError) return error;
  if (!(error instanceof HTTPException)) return null;
  // Thrown by @hono/zod-openapi before a schema sees the body.
  switch (error.status) {
    case 400:
      return new ServiceError("invalid_request_error", "The body is not valid JSON.");
    case 415:
      return new ServiceError("invalid_request_error", "Send JSON with the header `Content-Type: application/json`.");
    default:
      return null;
  }
}

function extraHeaders(error: ServiceError): [string, string][] {
  if (error instanceof MethodNotAllowed) return [["Allow", error.allowed.join(", ")]];
  if (error instanceof TooManyFailures || error instanceof TooManyRequests)
    return [["Retry-After", String(error.retryAfterSeconds)]];
  if (error.type === "authentication_error") return [["WWW-Authenticate", "Bearer"]];
  return [];
}
