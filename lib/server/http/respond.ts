import "server-only";
import { ERROR_STATUS, type ApiError, type ErrorBody, type ErrorDetail } from "@/lib/contract/errors";
import { visibleText } from "@/lib/utils/visible-text";

/** Answers may hold what only this user may see, and are true only now. What every answer has beside it stands in `lib/process/answer-headers`. */
const HEADERS = { "cache-control": "no-store" } as const;

interface Options {
  status?: number;
  /** Whole Set-Cookie headers. */
  cookies?: readonly string[];
}

export function json(body: unknown, { status = 200, cookies = [] }: Options = {}): Response {
  return Response.json(body, { status, headers: withCookies(cookies) });
}

/** 204. */
export function nothing({ cookies = [] }: Pick<Options, "cookies"> = {}): Response {
  return new Response(null, { status: 204, headers: withCookies(cookies) });
}

/** The one error shape. An error keeps the id of the request that it answers. */
export function errorResponse(error: ApiError, requestId: string): Response {
  const { code, details, retryAfterSeconds } = error;
  // Messages may be another program's, or name what the caller sent.
  const message = visibleText(error.message, "keep");
  const body: ErrorBody = {
    error: { code, message, requestId, ...(details !== undefined && { details: details.map(visible) }) },
  };
  return Response.json(body, {
    status: ERROR_STATUS[code],
    headers: { ...HEADERS, ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }) },
  });
}

function visible({ field, message }: ErrorDetail): ErrorDetail {
  return { field: field === null ? null : visibleText(field), message: visibleText(message, "keep") };
}

function withCookies(cookies: readonly string[]): [string, string][] {
  return [...Object.entries(HEADERS), ...cookies.map((cookie): [string, string] => ["set-cookie", cookie])];
}
