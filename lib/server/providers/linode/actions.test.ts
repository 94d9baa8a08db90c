import { afterAll, beforeAll, expect, test } from "vitest";
import { startLinodeFake, type LinodeFake } from "@/e2e/support/fakes/linode/linode-fake";
import type { FakeImage } from "@/e2e/support/fakes/linode/shapes";
import type { FormField } from "@/lib/contract/form";
import { callFixture } from "@/lib/server/providers/call-fixture";
import type { ProviderActions } from "@/lib/server/providers/types";
import { linodeProvider } from "./provider";

let fake: LinodeFake;
beforeAll(async () => {
  fake = await startLinodeFake();
});
afterAll(async () => {
  const problems = fake.problems();
  await fake.close();
  expect(problems).toEqual([]);
});

function actionsOf(user: string): ProviderActions {
  const { actions } = linodeProvider({ apiUrl: fake.url }).open(callFixture({ token: user }));
  if (actions === undefined) throw new Error("Linode has actions.");
  return actions;
}

/** An image of this user's, and its id as we write it. */
function imageOf(user: string, changes: Partial<FakeImage> = {}): { image: FakeImage; id: string } {
  const image = fake.addImage(user, { label: "web", ...changes });
  return { image, id: image.id.replace("/", "~") };
}

function optionsOf(field: FormField | undefined) {
  return field?.kind === "choice" || field?.kind === "choices" ? field.options : [];
}

test("an image is made of a disk: first the Linode is chosen, then its disk", async () => {
  const actions = actionsOf("user-capture");
  const first = await actions.form("create-from-disk", null, {});
  expect(first.fields.map(({ name }) => name)).toEqual(["linode", "label", "description", "tags", "cloudInit"]);
  const [linode] = first.fields;
  expect(linode).toMatchObject({ kind: "choice", refines: true, value: "" });
  expect(optionsOf(linode).map(({ label, hint }) => [label, hint])).toEqual([
    ["web-1", "us-iad, running"],
    ["db-1", "eu-central, offline"],
  ]);
  const chosen = optionsOf(linode)[0]?.value ?? "";
  const second = await actions.form("create-from-disk", null, { linode: chosen, label: "golden" });
  const disk = second.fields.find(({ name }) => name === "disk");
  expect(optionsOf(disk).map(({ label, hint, disabledReason }) => [label, hint, disabledReason !== null])).toEqual([
    ["Debian 12 Disk", "24.5 GiB, ext4", false],
    ["512 MB Swap Image", "512 MiB, swap", true],
  ]);
  expect(disk?.value).toBe(optionsOf(disk)[0]?.value);
  const values = { linode: chosen, disk: String(disk?.value), label: "golden", tags: ["new-one"], cloudInit: true };
  expect(await actions.run("create-from-disk", null, values)).toMatchObject({
    message: "Linode is making golden.",
    image: { name: "golden", status: "processing", details: { tags: ["new-one"] } },
    jobId: null,
  });
  const unnamed = await actions.run("create-from-disk", null, { ...values, label: "", tags: [] });
  expect(unnamed.image?.name).toBe("Debian 12 Disk");
});

test("a disk that is not ready, and one that is no disk", async () => {
  const actions = actionsOf("user-disks");
  const database = fake.instancesOf("user-disks")[1];
  const values = { linode: String(database?.id), disk: String(database?.disks[1]?.id) };
  await expect(actions.run("create-from-disk", null, values)).rejects.toMatchObject({
    code: "invalid_request",
    details: [{ field: "disk", message: "The disk is not ready." }],
  });
  await expect(actions.run("create-from-disk", null, { ...values, disk: "1e3" })).rejects.toMatchObject({
    details: [{ field: "disk" }],
  });
});

test("a token that may not see Linodes is told which scope it lacks", async () => {
  await expect(actionsOf("user-narrow.no-linodes").form("create-from-disk", null, {})).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("linodes:read_only"),
  });
});

test("label, description and tags are changed, and an emptied description is none", async () => {
  const actions = actionsOf("user-edit");
  const { image, id } = imageOf("user-edit", { description: "Old", tags: ["old-tag"] });
  const form = await actions.form("edit", id, {});
  expect(form.fields.map(({ name, value }) => [name, value])).toEqual([
    ["label", "web"],
    ["description", "Old"],
    ["tags", ["old-tag"]],
  ]);
  const result = await actions.run("edit", id, { label: "web 2", description: "", tags: ["new-tag", "other"] });
  expect(result).toMatchObject({ message: "web 2 is changed.", image: { name: "web 2" } });
  expect(image).toMatchObject({ label: "web 2", description: null, tags: ["new-tag", "other"] });
});

test("what is not changed is not sent", async () => {
  const actions = actionsOf("user-same");
  // The API takes names that the vendor's own pages would not.
  const { image, id } = imageOf("user-same", { label: "web/früher", description: "Old" });
  const before = fake.requests.length;
  const values = { label: "web/früher", description: "Old", tags: [] };
  expect((await actions.run("edit", id, values)).message).toBe("web/früher is as it was.");
  await actions.run("edit", id, { ...values, description: "New" });
  expect(image).toMatchObject({ label: "web/früher", description: "New" });
  const written = fake.requests.slice(before).filter(({ line }) => line.startsWith("PUT"));
  expect(written.length).toBe(1);
  expect((await actions.form("edit", id, {})).fields[0]).toMatchObject({ pattern: null });
});

test.each([
  { values: { label: "" }, field: "label" },
  { values: { label: "a/b" }, field: "label" },
  { values: { label: " " }, field: "label" },
  { values: { label: "ok", tags: ["x"] }, field: "tags" },
])("$values is refused for its $field", async ({ values, field }) => {
  const { id } = imageOf("user-refused");
  await expect(actionsOf("user-refused").run("edit", id, values)).rejects.toMatchObject({
    code: "invalid_request",
    details: [{ field }],
  });
});

const REGIONS: FakeImage["regions"] = [
  { region: "us-iad", status: "available" },
  { region: "eu-central", status: "pending replication" },
  { region: "us-east", status: "pending deletion" },
];

test("replicating begins with where the image is, and sends the whole of where it is to be", async () => {
  const actions = actionsOf("user-copies");
  const { image, id } = imageOf("user-copies", { regions: REGIONS });
  const form = await actions.form("replicate", id, {});
  const [field] = form.fields;
  expect(field).toMatchObject({ kind: "choices", value: ["us-iad", "eu-central"], keepOneOf: ["us-iad"] });
  expect(form.disabledReason).toBeNull();
  expect(optionsOf(field).map(({ value, hint }) => [value, hint])).toEqual([
    ["eu-central", "Pending replication"],
    ["us-east", "Pending deletion"],
    ["us-iad", "Available"],
    ["ap-south", "Linode reports an outage there."],
  ]);
  const result = await actions.run("replicate", id, { regions: ["us-iad", "ap-south"] });
  expect(result.message).toBe("web is being copied to 1 more region and is being removed from 1 region.");
  // What was leaving has left by now.
  expect(image.regions).toEqual([
    { region: "us-iad", status: "available" },
    { region: "eu-central", status: "pending deletion" },
    { region: "ap-south", status: "pending replication" },
  ]);
});

test("at least one available copy stays, and nothing is sent otherwise", async () => {
  const actions = actionsOf("user-keep");
  const { id } = imageOf("user-keep", { regions: REGIONS });
  const before = fake.requests.length;
  for (const regions of [[], ["eu-central"], ["ap-south"]]) {
    await expect(actions.run("replicate", id, { regions })).rejects.toMatchObject({
      code: "invalid_request",
      details: [{ field: "regions" }],
    });
  }
  const lines = fake.requests.slice(before).map(({ line }) => line);
  expect(lines.filter((line) => line.startsWith("POST"))).toEqual([]);
});

test("an image that is not available, or is so nowhere, cannot be copied", async () => {
  const actions = actionsOf("user-early");
  const early = imageOf("user-early", { status: "creating" });
  const nowhere = imageOf("user-early", { regions: [{ region: "us-iad", status: "pending deletion" }] });
  await expect(actions.run("replicate", early.id, { regions: ["us-iad"] })).rejects.toMatchObject({ code: "conflict" });
  expect((await actions.form("replicate", nowhere.id, {})).disabledReason).toBe(
    "The image is available in no region, so it cannot be copied.",
  );
});
