import { expect, test } from "vitest";
import { clientAddress } from "./client-address";

function addressOf(peer: string | undefined, forwardedFor?: string | string[], local = "192.0.2.1"): string {
  // Node joins repeated X-Forwarded-For headers; its types allow a list all the same.
  const headers = forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor };
  return clientAddress({ headers, socket: { remoteAddress: peer, localAddress: local } });
}

test("a peer from elsewhere is the client, whatever it claims", () => {
  expect(addressOf("198.51.100.7")).toBe("198.51.100.7");
  expect(addressOf("198.51.100.7", "203.0.113.9")).toBe("198.51.100.7");
});

test.each(["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"])("a proxy at %s is believed", (peer) => {
  expect(addressOf(peer, "203.0.113.9")).toBe("203.0.113.9");
});

test("of several entries the last counts: the ones before it are hearsay", () => {
  expect(addressOf("127.0.0.1", "203.0.113.9, 198.51.100.7 ")).toBe("198.51.100.7");
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
