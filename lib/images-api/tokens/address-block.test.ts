import { expect, test } from "vitest";
import { addressBlock } from "./address-block";

test.each([
  { address: "192.0.2.1", block: "192.0.2.1" },
  { address: "::ffff:192.0.2.1", block: "192.0.2.1" },
  { address: "::1", block: "0:0:0:0::/64" },
  { address: "2001:db8:1:2:3:4:5:6", block: "2001:db8:1:2::/64" },
  { address: "2001:db8:1:2::9", block: "2001:db8:1:2::/64" },
  { address: "2001:0DB8::9", block: "2001:db8:0:0::/64" },
  { address: "2001:db8::", block: "2001:db8:0:0::/64" },
  { address: "fe80::1%eth0", block: "fe80:0:0:0::/64" },
  { address: "unknown", block: "unknown" },
])("$address counts as $block", ({ address, block }) => {
  expect(addressBlock(address)).toBe(block);
});

test("a made-up address cannot fill memory", () => {
  expect(addressBlock("x".repeat(10_000))).toHaveLength(64);
});
