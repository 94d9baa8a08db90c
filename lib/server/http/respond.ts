import "server-only";
import { ERROR_STATUS, type ApiError, type ErrorBody } from "@/lib/contract/errors";

/** Answers may hold what only this user may see, and are true only now. What every answer has beside it stands in next.config.ts. */
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
  const { code, message, details, retryAfterSeconds } = error;
  const body: ErrorBody = { error: { code, message, requestId, ...(details !== undefined && { details }) } };
  return Response.json(body, {
    status: ERROR_STATUS[code],
    headers: { ...HEADERS, ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }) },
  });
}

function withCookies(cookies: readonly string[]): [string, string][] {
  return [...Object.entries(HEADERS), ...cookies.map((cookie): [string, string] => ["set-cookie", cookie])];
}
