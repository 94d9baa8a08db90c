import "server-only";
import { ERROR_STATUS, type ApiError, type ErrorBody } from "@/lib/contract/errors";

/** Answers may hold what only this user may see, and are true only now. What every answer has beside it stands in next.config.ts. */
const HEADERS = { "cache-control": "no-store" } as const;

interface Options {
  status?: number;
  /** A whole Set-Cookie header. */
  cookie?: string;
}

export function json(body: unknown, { status = 200, cookie }: Options = {}): Response {
  return Response.json(body, {
    status,
    headers: { ...HEADERS, ...(cookie !== undefined && { "set-cookie": cookie }) },
  });
}

/** 204. */
export function nothing({ cookie }: Pick<Options, "cookie"> = {}): Response {
  return new Response(null, {
    status: 204,
    headers: { ...HEADERS, ...(cookie !== undefined && { "set-cookie": cookie }) },
  });
}

/** The one error shape. An error keeps the id of the request that it answers. */
export function errorResponse(error: ApiError, requestId: string): Response {
  const { code, message, details, retryAfterSeconds } = error;
  const body: ErrorBody = { error: { code, message, requestId, ...(details !== undefined && { details }) } };
  return Response.json(body, {
    status: ERROR_STATUS[code],
    headers: { ...HEADERS, ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }) },
  });
}
