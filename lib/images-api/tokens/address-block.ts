import { isIPv6 } from "node:net";

/** No address is longer, in characters; what a proxy forwards may be anything. */
const MAX_ADDRESS_LENGTH = 64;

/**
 * Whom to blame for a wrong token: an IPv4 address, or the /64 of an IPv6 address, which one customer has to themselves.
 * Anything else stays as it is, cut to the length of an address.
 */
export function addressBlock(address: string): string {
  const plain = withoutIpv4Mapping(address.toLowerCase());
  if (!isIPv6(plain)) return plain.slice(0, MAX_ADDRESS_LENGTH);
  const [left = [], right = []] = plain
    .replace(/%.*$/, "")
    .split("::")
    .map((half) => (half === "" ? [] : half.split(":")));
  const zeros = plain.includes("::") ? Array.from({ length: 8 - left.length - right.length }, () => "0") : [];
  const groups = [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/** A socket that listens on both families shows IPv4 peers as `::ffff:192.0.2.1`. */
function withoutIpv4Mapping(address: string): string {
  return address.startsWith("::ffff:") && address.includes(".") ? address.slice("::ffff:".length) : address;
}
