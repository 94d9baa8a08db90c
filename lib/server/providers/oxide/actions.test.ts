import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startOxideFake, type OxideFake } from "@/e2e/support/fakes/oxide/oxide-fake";
import type { Form, FormValues } from "@/lib/contract/form";
import { callFixture } from "@/lib/server/providers/call-fixture";
import type { ProviderActions } from "@/lib/server/providers/types";
import { oxideProvider } from "./provider";

let fake: OxideFake;
let users = 0;
beforeAll(async () => {
  fake = await startOxideFake();
});
afterEach(() => expect(fake.problems()).toEqual([]));
afterAll(() => fake.close());

function someone() {
  const user = `user-action-${++users}`;
  const { actions } = oxideProvider({ apiUrl: fake.url }).open(callFixture({ token: user }));
  if (actions === undefined) throw new Error("It has actions.");
  const silo = fake.silo(user);
  const [platform, builds] = silo.projects;
  const imageNamed = (name: string) => silo.images.find((image) => image.name === name)?.id ?? "";
  return { actions, silo, imageNamed, platform: platform?.id ?? "", builds: builds?.id ?? "" };
}

const field = (form: Form, name: string) => form.fields.find((one) => one.name === name);

const detailsOf = async (run: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await run.catch((thrown: unknown) => thrown);
  return error instanceof Object && "details" in error ? error.details : error;
};

test("the upload form offers the projects, and takes over what was entered", async () => {
  const { actions, platform } = someone();
  const form = await actions.form("upload", null, { os: "Debian", project: platform });
  expect(form.fields.map(({ name }) => name)).toEqual(["project", "os", "version", "description", "blockSize"]);
  expect(field(form, "project")).toMatchObject({
    value: platform,
    options: [{ label: "builds" }, { label: "platform" }],
  });
  expect(field(form, "os")).toMatchObject({ value: "Debian" });
  expect(field(form, "blockSize")).toMatchObject({ value: "512" });
  expect(form.summary).toContain("whole GiB");
});

test("who sees no project is told so", async () => {
  const { actions, silo } = someone();
  silo.projects.splice(0);
  for (const id of ["upload", "create-from-snapshot"]) {
    expect((await actions.form(id, null, {})).disabledReason).toContain("cannot see any project");
  }
});

test("a project's snapshots are offered once it is chosen, and only those that are ready can be", async () => {
  const { actions, platform, builds } = someone();
  const empty = await actions.form("create-from-snapshot", null, {});
  expect(field(empty, "project")).toMatchObject({ value: "", refines: true });
  expect(field(empty, "snapshot")).toMatchObject({ options: [], help: "Choose a project first." });
  const chosen = await actions.form("create-from-snapshot", null, { project: platform });
  expect(field(chosen, "snapshot")).toMatchObject({
    options: [
      { label: "gateway-being-made", disabledReason: "Oxide is still making it." },
      { label: "gateway-before-upgrade", disabledReason: null, hint: "Before the upgrade in May" },
    ],
  });
  const none = await actions.form("create-from-snapshot", null, { project: builds });
  expect(none.disabledReason).toContain("no snapshots");
});

async function fromSnapshot(changes: FormValues, one = someone()) {
  const snapshot = one.silo.snapshots.find(({ state }) => state === "ready")?.id ?? "";
  const values = { project: one.platform, snapshot, name: "made", os: "Alpine", version: "3.20", ...changes };
  return { ...one, run: one.actions.run("create-from-snapshot", null, values) };
}

test("an image is made of a snapshot, for its project or for the silo", async () => {
  const { run, platform } = await fromSnapshot({ description: "Of a snapshot" });
  expect(await run).toMatchObject({
    message: "made is made.",
    image: { name: "made", visibility: "project", details: { scope: { id: platform }, description: "Of a snapshot" } },
  });
  const forSilo = await fromSnapshot({ visibility: "silo" });
  expect(await forSilo.run).toMatchObject({ image: { visibility: "silo", actions: ["demote"] } });
});

test("making an image of a snapshot says what is wrong with what", async () => {
  const wrong = await fromSnapshot({ name: "Upper", snapshot: "", os: "" });
  expect(await detailsOf(wrong.run)).toMatchObject([{ field: "snapshot" }, { field: "name" }, { field: "os" }]);
  const taken = await fromSnapshot({ name: "gateway" });
  expect(await detailsOf(taken.run)).toMatchObject([
    { field: "name", message: expect.stringContaining("already has") },
  ]);
});

test("an image is promoted and demoted, with the same id", async () => {
  const { actions, imageNamed, builds } = someone();
  const id = imageNamed("gateway");
  expect(await actions.form("promote", id, {})).toMatchObject({
    title: "Promote gateway?",
    summary: expect.stringContaining("no longer belongs to platform"),
    disabledReason: null,
  });
  expect(await actions.run("promote", id, {})).toMatchObject({ image: { id, visibility: "silo" } });
  expect((await actions.form("promote", id, {})).disabledReason).not.toBeNull();
  expect(field(await actions.form("demote", id, {}), "project")).toMatchObject({ isRequired: true, value: "" });
  expect(await actions.run("demote", id, { project: builds })).toMatchObject({
    message: "gateway belongs to builds now.",
    image: { id, visibility: "project", details: { scope: { label: "builds" } } },
  });
});

test("a name that is taken where an image goes reads well", async () => {
  const { actions, silo, imageNamed, platform } = someone();
  const gateway = imageNamed("gateway");
  const other = silo.addImage({ name: "gateway", projectId: null }).id;
  await expect(actions.run("promote", gateway, {})).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("The silo already has an image named gateway."),
  });
  expect(await detailsOf(actions.run("demote", other, { project: platform }))).toMatchObject([
    { field: "project", message: expect.stringContaining("The project platform already has an image named gateway.") },
  ]);
});

test("an upload that has not ended can be neither", async () => {
  const { actions, platform } = someone();
  const run = (actionsOf: ProviderActions) => actionsOf.run("promote", `upload_${platform}_name`, {});
  await expect(run(actions)).rejects.toMatchObject({ code: "not_found" });
});
