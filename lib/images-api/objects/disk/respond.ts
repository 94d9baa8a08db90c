import type { IncomingMessage, ServerResponse } from "node:http";
import type { ObjectError } from "./object-error";

/**
 * How long a refused body is still read and thrown away, in milliseconds: in all, and without a byte. Closing with bytes unread
 * resets the connection, and the reset overtakes the answer that says why. The numbers are nginx's (`lingering_time`, `lingering_timeout`).
 */
const LINGER_MS = 30_000;
const LINGER_IDLE_MS = 5_000;

/** Seconds for which a browser may remember a preflight: the most that Chromium takes. */
const PREFLIGHT_MAX_AGE = 7_200;

/** On every answer. The signature in the URL is the right to it, and no cookie counts, so any origin may ask. */
export function setCommonHeaders(response: ServerResponse, requestId: string): void {
  response.setHeader("X-Request-Id", requestId);
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader(
    "Access-Control-Expose-Headers",
    "ETag, Content-Length, Content-Range, Accept-Ranges, Content-Disposition, Retry-After, X-Request-Id",
  );
  response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
  response.setHeader("X-Content-Type-Options", "nosniff");
  // Should a browser show the bytes of an image as a page all the same: nothing in it runs, loads or has an origin.
  response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
  // The address is a key.
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("Cache-Control", "no-store");
}

export function answerPreflight(response: ServerResponse): void {
  response.writeHead(204, {
    "Access-Control-Allow-Methods": "PUT, GET, HEAD",
    "Access-Control-Allow-Headers": "Content-Type, Content-MD5, Range, If-Range",
    "Access-Control-Max-Age": String(PREFLIGHT_MAX_AGE),
    Allow: "PUT, GET, HEAD, OPTIONS",
  });
  response.end();
}

/** Answers `{error: {type, message}}`. Resolves when the answer is out and the connection may be closed. */
export async function answerError(
  request: IncomingMessage,
  response: ServerResponse,
  error: ObjectError,
): Promise<void> {
  const body = JSON.stringify({ error: { type: error.type, message: error.message } });
  const unread = hasBody(request) && !request.complete;
  if (unread) response.setHeader("Connection", "close");
  response.writeHead(error.status, {
    ...error.headers,
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
  });
  if (request.method !== "HEAD") response.write(body);
  // A peer that stalled sends nothing more: there is nothing to wait for.
  if (unread && error.status !== 408) await discardBody(request);
  response.end();
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function discardBody(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      clearTimeout(idle);
      clearTimeout(all);
      resolve();
    };
    const idle = setTimeout(stop, LINGER_IDLE_MS);
    const all = setTimeout(stop, LINGER_MS);
    request.on("data", () => idle.refresh());
    request.once("end", stop).once("close", stop).once("error", stop);
    if (request.destroyed) stop();
    request.resume();
  });
}
