import { isIPv6 } from "node:net";

/**
 * Who is to blame for a wrong token: the peer, or, when the peer is on this machine (a reverse proxy, the dashboard), the last
 * address it noted in X-Forwarded-For. Entries further left were written by strangers and are not believed.
 * IPv6 addresses count by their /64, which one customer has to themselves.
 */
export function clientAddress(remoteAddress: string | undefined, forwardedFor: string | undefined): string {
  const peer = withoutIpv4Mapping(remoteAddress ?? "unknown");
  if (!isLoopback(peer)) return network(peer);
  const last = forwardedFor?.split(",").at(-1)?.trim();
  return network(last === undefined || last === "" ? peer : withoutIpv4Mapping(last));
}

function isLoopback(address: string): boolean {
  return address === "::1" || address.startsWith("127.");
}

/** A socket that listens on both families shows IPv4 peers as `::ffff:192.0.2.1`. */
function withoutIpv4Mapping(address: string): string {
  return address.toLowerCase().startsWith("::ffff:") && address.includes(".")
    ? address.slice("::ffff:".length)
    : address;
}

/** The first four groups of an IPv6 address; anything else as it is, cut to a length that no address has. */
function network(address: string): string {
  if (!isIPv6(address)) return address.slice(0, 64);
  const [left = "", right = ""] = address.split("%")[0]?.split("::") ?? [];
  const groups = left === "" ? [] : left.split(":");
  const ending = right === "" ? [] : right.split(":");
  const zeros = address.includes("::") ? Array.from({ length: 8 - groups.length - ending.length }, () => "0") : [];
  const all = [...groups, ...zeros, ...ending].map((group) => Number.parseInt(group, 16).toString(16));
  return `${all.slice(0, 4).join(":")}::/64`;
}
