import type { IncomingMessage, ServerResponse } from "node:http";
import type { ErrorBody } from "@/lib/contract/errors";
import { requestIdOf, REQUEST_ID_HEADER } from "@/lib/utils/request-id";
import { pathOf } from "./handler";
import { PLAIN_HEADERS } from "./plain-headers";

/**
 * How long a refused body is still read and thrown away, in milliseconds. Closing with bytes unread resets the connection, and the reset
 * overtakes the answer that says why.
 */
const LINGER_MS = 2_000;

/** Why nothing is answered just now. */
export const STARTING = { message: "The server is starting. Try again in a second.", retryAfterSeconds: 1 } as const;
export const STOPPING = { message: "The server is stopping. Try again in a moment.", retryAfterSeconds: 5 } as const;

/** Answers 503, in the shape of the API that was asked, and ends the connection. */
export function refuseForNow(
  request: IncomingMessage,
  response: ServerResponse,
  { message, retryAfterSeconds }: typeof STARTING | typeof STOPPING,
): void {
  const requestId = requestIdOf(request.headers[REQUEST_ID_HEADER]);
  const { type, body } = bodyFor(pathOf(request), message, requestId);
  response.writeHead(503, {
    ...PLAIN_HEADERS,
    ...(pathOf(request).startsWith("/objects/") && OBJECT_HEADERS),
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(body),
    "Retry-After": String(retryAfterSeconds),
    "X-Request-Id": requestId,
    Connection: "close",
  });
  if (request.method !== "HEAD") response.write(body);
  if (isStillSending(request)) endAfterBody(request, response);
  else response.end();
}

/** Browsers send parts from the dashboard's origin, which may be another one than that of `/objects`. */
const OBJECT_HEADERS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "Retry-After, X-Request-Id",
  "Cross-Origin-Resource-Policy": "cross-origin",
} as const;

function bodyFor(path: string, message: string, requestId: string): { type: string; body: string } {
  if (path.startsWith("/api/")) {
    const error: ErrorBody = { error: { code: "upstream_unreachable", message, requestId } };
    return { type: "application/json", body: JSON.stringify(error) };
  }
  if (path.startsWith("/v2/") || path.startsWith("/objects/")) {
    return { type: "application/json", body: JSON.stringify({ error: { type: "api_error", message } }) };
  }
  return { type: "text/plain; charset=utf-8", body: `${message}\n` };
}

/** Whoever waits to be invited sends nothing. */
function isStillSending({ headers, complete }: IncomingMessage): boolean {
  const hasBody = headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
  return hasBody && !complete && headers.expect === undefined;
}

function endAfterBody(request: IncomingMessage, response: ServerResponse): void {
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER_MS);
  request.once("end", end).once("close", end).once("error", end);
  request.resume();
}
