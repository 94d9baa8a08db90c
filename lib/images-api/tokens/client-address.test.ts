import { expect, test } from "vitest";
import { clientAddress } from "./client-address";

test.each([
  { peer: "192.0.2.1", forwardedFor: undefined, address: "192.0.2.1" },
  { peer: "::ffff:192.0.2.1", forwardedFor: undefined, address: "192.0.2.1" },
  { peer: "192.0.2.1", forwardedFor: "198.51.100.7", address: "192.0.2.1" },
  { peer: "127.0.0.1", forwardedFor: "198.51.100.7", address: "198.51.100.7" },
  { peer: "::ffff:127.0.0.1", forwardedFor: "203.0.113.9, 198.51.100.7", address: "198.51.100.7" },
  { peer: "::1", forwardedFor: undefined, address: "0:0:0:0::/64" },
  { peer: "127.0.0.1", forwardedFor: "", address: "127.0.0.1" },
  { peer: "2001:db8:1:2:3:4:5:6", forwardedFor: undefined, address: "2001:db8:1:2::/64" },
  { peer: "2001:db8:1:2::9", forwardedFor: undefined, address: "2001:db8:1:2::/64" },
  { peer: "2001:0DB8::9", forwardedFor: undefined, address: "2001:db8:0:0::/64" },
  { peer: "fe80::1%eth0", forwardedFor: undefined, address: "fe80:0:0:0::/64" },
  { peer: undefined, forwardedFor: undefined, address: "unknown" },
])("$peer with X-Forwarded-For $forwardedFor is $address", ({ peer, forwardedFor, address }) => {
  expect(clientAddress(peer, forwardedFor)).toBe(address);
});

test("what a proxy forwards cannot fill memory", () => {
  expect(clientAddress("127.0.0.1", "x".repeat(10_000))).toHaveLength(64);
});
