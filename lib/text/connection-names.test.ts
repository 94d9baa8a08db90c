import { expect, test } from "vitest";
import { connectionFixture } from "@/lib/contract/connection-fixture";
import { connectionDetails, connectionNames } from "./connection-names";

const linode = connectionFixture({
  id: "linode",
  provider: "linode",
  label: "Linode",
  account: { name: "ada", role: null },
});
const cycle = connectionFixture({
  id: "cycle",
  provider: "cycle",
  label: "Cycle",
  settings: [{ label: "Hub ID", value: "h1" }],
});

test("a provider's only connection is called after it", () => {
  expect([...connectionNames([linode, cycle]).values()]).toEqual(["Linode", "Cycle"]);
});

test("two accounts of a provider are told apart by their names", () => {
  const bob = { ...linode, id: "linode-2", account: { name: "bob", role: null } };
  expect([...connectionNames([linode, bob, cycle]).values()]).toEqual(["Linode · ada", "Linode · bob", "Cycle"]);
});

test("two hubs of an account are told apart by what was entered, and what nothing tells apart by its id", () => {
  const other = { ...cycle, id: "cycle-2", settings: [{ label: "Hub ID", value: "h2" }] };
  expect([...connectionNames([cycle, other]).values()]).toEqual(["Cycle · h1", "Cycle · h2"]);
  expect(connectionNames([cycle, { ...cycle, id: "cycle-2" }]).get("cycle-2")).toBe("Cycle · cycle-2");
});

test("the details are the account and what was entered, as far as they are known", () => {
  expect(connectionDetails(cycle)).toBe("acme · Hub ID: h1");
  expect(connectionDetails({ ...linode, account: { name: null, role: null } })).toBeNull();
});
