const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** What of Node's IncomingMessage tells where a request comes from. */
interface Arrival {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  socket: { remoteAddress?: string | undefined; localAddress?: string | undefined };
}

/**
 * The address a request comes from. A peer on this machine is a reverse proxy or this process itself: then the rightmost entry of
 * X-Forwarded-For counts, the one that this peer wrote. Anybody else's X-Forwarded-For is hearsay.
 */
export function clientAddress({ headers, socket }: Arrival): string {
  const peer = socket.remoteAddress;
  if (peer === undefined) return "unknown";
  // With HOST set to one address of the machine, its own connections come from that address and not from loopback.
  if (!LOOPBACK.test(peer) && peer !== socket.localAddress) return peer;
  const header = headers["x-forwarded-for"];
  const entries = Array.isArray(header) ? header.join(",") : (header ?? "");
  return entries.split(",").at(-1)?.trim() || peer;
}
