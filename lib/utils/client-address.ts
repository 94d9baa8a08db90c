import type { IncomingMessage } from "node:http";

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/**
 * The address a request comes from. A peer on loopback is a reverse proxy or this process itself: then the rightmost entry of
 * X-Forwarded-For counts, the one that this peer wrote. Anybody else's X-Forwarded-For is hearsay.
 */
export function clientAddress(request: Pick<IncomingMessage, "headers" | "socket">): string {
  const peer = request.socket.remoteAddress ?? "unknown";
  if (!LOOPBACK.test(peer)) return peer;
  const header = request.headers["x-forwarded-for"];
  const entries = Array.isArray(header) ? header.join(",") : (header ?? "");
  return entries.split(",").at(-1)?.trim() || peer;
}
