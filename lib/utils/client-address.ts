import { BlockList, isIP } from "node:net";

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/** What of Node's IncomingMessage tells where a request comes from. */
interface Arrival {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  socket: { remoteAddress?: string | undefined; localAddress?: string | undefined };
}

/** Whether an address is that of a reverse proxy whose X-Forwarded-For is believed. */
export type IsTrusted = (address: string) => boolean;

/** @param blocks addresses (`10.0.0.7`) and blocks of them (`10.0.0.0/8`), as the configuration has checked them */
export function trustedProxies(blocks: readonly string[]): IsTrusted {
  const trusted = new BlockList();
  for (const block of blocks) {
    const [address = "", bits] = block.split("/");
    if (bits === undefined) trusted.addAddress(address, familyOf(address));
    else trusted.addSubnet(address, Number(bits), familyOf(address));
  }
  return (address) => isIn(trusted, address);
}

const nobody: IsTrusted = () => false;

/**
 * The address a request comes from, without the prefix of an IPv4 address in an IPv6 one. A peer on this machine is a reverse proxy or
 * this process itself; it and the proxies that are trusted are believed: X-Forwarded-For is walked from its end, where the nearest
 * proxy wrote, to the first address that is not a proxy's. What stands before that one is hearsay.
 */
export function clientAddress({ headers, socket }: Arrival, isTrusted: IsTrusted = nobody): string {
  if (socket.remoteAddress === undefined) return "unknown";
  const peer = plainAddress(socket.remoteAddress);
  const isProxy: IsTrusted = (address) => isIn(LOOPBACK, address) || isTrusted(address);
  // With HOST set to one address of the machine, its own connections come from that address and not from loopback.
  if (!isProxy(peer) && socket.remoteAddress !== socket.localAddress) return peer;
  const header = headers["x-forwarded-for"];
  const entries = (Array.isArray(header) ? header.join(",") : (header ?? "")).split(",");
  let nearest = peer;
  for (const entry of entries.toReversed()) {
    const address = addressIn(entry.trim());
    // Whoever wrote no address is as far as one can see.
    if (address === null) return nearest;
    if (!isProxy(address)) return address;
    nearest = address;
  }
  return nearest;
}

/** Some proxies write a port too: `192.0.2.1:1234`, `[2001:db8::1]:1234`. */
function addressIn(entry: string): string | null {
  const [, bracketed, dotted] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/.exec(entry) ?? [];
  const address = bracketed ?? dotted ?? entry;
  return isIP(address) === 0 ? null : plainAddress(address);
}

/** A socket that listens on both families shows IPv4 peers as `::ffff:192.0.2.1`. */
function plainAddress(address: string): string {
  const mapped = address.replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(mapped) === 4 ? mapped : address;
}

function isIn(list: BlockList, address: string): boolean {
  const [plain = ""] = address.split("%");
  return isIP(plain) !== 0 && list.check(plain, familyOf(plain));
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 4 ? "ipv4" : "ipv6";
}
