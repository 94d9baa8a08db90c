import type { IncomingMessage, ServerResponse } from "node:http";
import type { ProxyAnswer } from "./fault";

/** What concerns one connection and not the message (RFC 9110, section 7.6.1), and what Node writes by itself. */
const CONNECTION_HEADERS = new Set(["connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"]);

/** Names and values in turn, as `rawHeaders` has them, without those of the connection and of `also`. */
export function endToEndHeaders(rawHeaders: readonly string[], also: readonly string[] = []): string[] {
  return rawHeaders.flatMap((name, index) => {
    if (index % 2 === 1) return [];
    const lower = name.toLowerCase();
    return CONNECTION_HEADERS.has(lower) || also.includes(lower) ? [] : [name, rawHeaders[index + 1] ?? ""];
  });
}

/** Hands the head of the target's answer on. */
export function writeHeadOf(incoming: IncomingMessage, response: ServerResponse): void {
  response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage, endToEndHeaders(incoming.rawHeaders));
}

export function writeAnswer(response: ServerResponse, { status, headers, body = "" }: ProxyAnswer): void {
  response.writeHead(status, {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Retry-After",
    "Content-Type": "text/plain",
    ...headers,
    "Content-Length": Buffer.byteLength(body),
  });
  response.end(body);
}
