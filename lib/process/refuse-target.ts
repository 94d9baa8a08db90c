import type { IncomingMessage, ServerResponse } from "node:http";
import type { ErrorBody, ErrorCode } from "@/lib/contract/errors";
import { requestIdOf, REQUEST_ID_HEADER } from "@/lib/utils/request-id";
import { pathOf } from "./handler";
import { PLAIN_HEADERS } from "./plain-headers";

/** What pages and routes know. Next answers any other with a failure of its own, TRACE even with a stack in the log. */
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

interface Refusal {
  status: 400 | 404 | 405;
  code: ErrorCode;
  message: string;
}

/**
 * Answers a request that the pages and the dashboard's API must not see, because Next fails or redirects where it should refuse:
 * - another form of target than a path (RFC 9112 section 3.2): Next fails for `*`, and sends whoever names a whole URL there;
 * - a path whose percent-encoding is no UTF-8: Next's router fails;
 * - backslashes and empty segments, which Next mends with a redirect;
 * - methods that nothing here has.
 * @returns whether it was answered
 */
export function refuseTarget(request: IncomingMessage, response: ServerResponse): boolean {
  const path = pathOf(request);
  const refusal = refusalOf(request.method ?? "", path);
  if (refusal === null) return false;
  const { status, code, message } = refusal;
  const requestId = requestIdOf(request.headers[REQUEST_ID_HEADER]);
  const error: ErrorBody = { error: { code, message, requestId } };
  const isApi = /^\/+api(\/|$)/.test(path);
  const body = isApi ? JSON.stringify(error) : `${message}\n`;
  response.writeHead(status, {
    ...PLAIN_HEADERS,
    "Content-Type": isApi ? "application/json" : "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
    "X-Request-Id": requestId,
    ...(status === 405 && { Allow: METHODS.join(", ") }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
  return true;
}

function refusalOf(method: string, path: string): Refusal | null {
  if (!METHODS.includes(method)) {
    return { status: 405, code: "method_not_allowed", message: `This server takes ${METHODS.join(", ")}.` };
  }
  if (!path.startsWith("/") || !isEncoded(path)) {
    return { status: 400, code: "invalid_request", message: "The request's address cannot be read." };
  }
  if (path.includes("//") || path.includes("\\")) {
    return { status: 404, code: "not_found", message: "There is nothing at this path." };
  }
  return null;
}

function isEncoded(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
