import { expect, test } from "vitest";
import { clientAddress, trustedProxies } from "./client-address";

const TRUSTED = trustedProxies(["10.0.0.0/8", "198.51.100.4", "2001:db8:1::/48"]);

function addressOf(peer: string | undefined, forwardedFor?: string | string[], local = "192.0.2.1"): string {
  // Node joins repeated X-Forwarded-For headers; its types allow a list all the same.
  const headers = forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor };
  return clientAddress({ headers, socket: { remoteAddress: peer, localAddress: local } }, TRUSTED);
}

test("a peer from elsewhere is the client, whatever it claims", () => {
  expect(addressOf("198.51.100.7")).toBe("198.51.100.7");
  expect(addressOf("198.51.100.7", "203.0.113.9")).toBe("198.51.100.7");
  expect(addressOf("::ffff:198.51.100.7", "203.0.113.9")).toBe("198.51.100.7");
  expect(addressOf("2001:db8:2::1", "203.0.113.9")).toBe("2001:db8:2::1");
});

test.each([
  "127.0.0.1",
  "127.1.2.3",
  "::1",
  "::ffff:127.0.0.1",
  "10.1.2.3",
  "::ffff:10.1.2.3",
  "198.51.100.4",
  "2001:db8:1:2::3",
])("a proxy at %s is believed", (peer) => {
  expect(addressOf(peer, "203.0.113.9")).toBe("203.0.113.9");
});

test("nobody but this machine is believed unless it is configured", () => {
  const arrival = { headers: { "x-forwarded-for": "203.0.113.9" }, socket: { remoteAddress: "10.0.0.1" } };
  expect(clientAddress(arrival)).toBe("10.0.0.1");
});

test.each([
  { chain: "203.0.113.9, 198.51.100.7 ", client: "198.51.100.7" },
  { chain: "203.0.113.9, 198.51.100.7, 10.0.0.2, 127.0.0.1", client: "198.51.100.7" },
  { chain: "203.0.113.9, 10.0.0.2, 198.51.100.7", client: "198.51.100.7" },
  { chain: "10.0.0.2, 10.0.0.3", client: "10.0.0.2" },
  { chain: "203.0.113.9, unknown, 10.0.0.3", client: "10.0.0.3" },
  { chain: "203.0.113.9, <script>", client: "127.0.0.1" },
  { chain: "203.0.113.9, 198.51.100.7:4711", client: "198.51.100.7" },
  { chain: "203.0.113.9, [2001:db8:2::1]:4711", client: "2001:db8:2::1" },
  { chain: "203.0.113.9, [2001:db8:2::1]", client: "2001:db8:2::1" },
  { chain: "203.0.113.9, ::ffff:198.51.100.7", client: "198.51.100.7" },
  { chain: "203.0.113.9, 010.0.0.1", client: "127.0.0.1" },
  { chain: `203.0.113.9, ${"1".repeat(5_000)}`, client: "127.0.0.1" },
])("of $chain the client is $client: the first from the end that is no proxy", ({ chain, client }) => {
  expect(addressOf("127.0.0.1", chain)).toBe(client);
});

test("repeated headers are one chain", () => {
  expect(addressOf("127.0.0.1", ["203.0.113.9", "198.51.100.7"])).toBe("198.51.100.7");
});

test.each([undefined, "", " ", "203.0.113.9, "])("a proxy that says %j is the client itself", (forwardedFor) => {
  expect(addressOf("127.0.0.1", forwardedFor)).toBe("127.0.0.1");
});

test("a server that listens on one address of its machine is its own peer there", () => {
  expect(addressOf("192.0.2.1", "203.0.113.9", "192.0.2.1")).toBe("203.0.113.9");
  expect(addressOf("192.0.2.2", "203.0.113.9", "192.0.2.1")).toBe("192.0.2.2");
});

test("a connection that is gone has an unknown address", () => {
  expect(clientAddress({ headers: { "x-forwarded-for": "203.0.113.9" }, socket: {} })).toBe("unknown");
});
