import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { CYCLE_HUB, startCycleFake, type CycleFake } from "@/e2e/support/fakes/cycle/cycle-fake";
import { addImage, addSource } from "@/e2e/support/fakes/cycle/hub";
import { ORIGINS } from "@/e2e/support/fakes/cycle/origins";
import { formSchema, type Form, type FormValues } from "@/lib/contract/form";
import { callFixture } from "@/lib/server/providers/call-fixture";
import type { ProviderActions } from "@/lib/server/providers/types";
import { cycleProvider } from "./provider";

let fake: CycleFake;
/** Another one for each test. */
let user: string;
let users = 0;
let actions: ProviderActions;

beforeAll(async () => {
  fake = await startCycleFake();
});

beforeEach(() => {
  user = `user-actions-${++users}`;
  const call = callFixture({ token: user, settings: { hub: CYCLE_HUB } });
  actions = cycleProvider({ apiUrl: fake.url }).open(call).actions ?? expect.fail();
});

afterAll(async () => {
  expect(fake.problems()).toEqual([]);
  await fake.close();
});

function sourceNamed(name: string): string {
  return [...fake.hub(user).sources.values()].find((one) => one.name === name)?.id ?? expect.fail(name);
}

function imageNamed(name: string): string {
  return [...fake.hub(user).images.values()].find(({ wire }) => wire.name === name)?.wire.id ?? expect.fail(name);
}

async function formOf(action: string, values: FormValues = {}, imageId: string | null = null): Promise<Form> {
  return formSchema.parse(await actions.form(action, imageId, values));
}

/** What the test's user asked for with POST: paths and bodies. */
function posted(): string[] {
  return fake.requests
    .filter((request) => request.user === user && request.method === "POST")
    .map(({ path, body }) => `${path} ${body}`);
}

test("the form of a new image offers the sources that something can be imported from", async () => {
  const { fields, disabledReason } = await formOf("create-from-source");
  expect(disabledReason).toBeNull();
  expect(fields.map(({ name }) => name)).toEqual(["source", "name"]);
  const [source] = fields;
  if (source?.kind !== "choice") expect.fail();
  const offered = Object.fromEntries(
    source.options.map(({ label, hint, disabledReason: why }) => [label, [hint, why]]),
  );
  expect(source.value).toBe("");
  expect(offered).toMatchObject({
    nginx: ["Docker Hub: library/nginx:1.29", null],
    web: ["Dockerfile", null],
    "private-api": ["Docker Hub", null],
    "hand-made": ["Upload to Cycle", expect.stringContaining("own tools")],
    empty: ["None", expect.stringContaining("nothing to import")],
  });
});

test.each([
  { name: "nginx", fields: ["source", "name", "target"] },
  { name: "api", fields: ["source", "name", "target"] },
  { name: "web", fields: ["source", "name", "useDisk"] },
  { name: "oci-worker", fields: ["source", "name"] },
])("what follows from the source $name is asked for", async ({ name, fields }) => {
  const form = await formOf("create-from-source", { source: sourceNamed(name), name: "new" });
  expect(form.fields.map((field) => field.name)).toEqual(fields);
  expect(form.fields.slice(0, 2)).toMatchObject([{ value: sourceNamed(name) }, { value: "new" }]);
});

test("a hub without a source makes no image", async () => {
  fake.hub(user).sources.clear();
  expect(await formOf("create-from-source")).toMatchObject({
    disabledReason: expect.stringContaining("no image source"),
  });
});

test("an image is made of its source, and its import begun", async () => {
  const source = sourceNamed("nginx");
  const result = await actions.run("create-from-source", null, { source, name: "nginx-next", target: "nginx:1.30" });
  expect(result).toMatchObject({
    message: "nginx-next was made, and its import has begun.",
    image: { name: "nginx-next", status: "processing", details: { scope: { label: "nginx" } } },
    jobId: expect.stringMatching(/^[a-f0-9]{24}$/),
  });
  expect(posted()).toEqual([
    `/v1/images {"source_id":"${source}","name":"nginx-next","override":{"target":"nginx:1.30"}}`,
    `/v1/images/${result.image?.id}/tasks {"action":"import"}`,
  ]);
});

test("only what belongs to the source is sent", async () => {
  const [nginx, web] = [sourceNamed("nginx"), sourceNamed("web")];
  await actions.run("create-from-source", null, { source: nginx, target: "", useDisk: true });
  await actions.run("create-from-source", null, { source: web, target: "nginx:1", useDisk: true, name: "web-2" });
  expect(posted().filter((line) => line.startsWith("/v1/images "))).toEqual([
    `/v1/images {"source_id":"${nginx}"}`,
    `/v1/images {"source_id":"${web}","name":"web-2","build":{"use_disk":true}}`,
  ]);
});

test("an image whose import does not begin is there, and says so", async () => {
  const values = { source: sourceNamed("nginx"), name: "fail-import-1" };
  const result = await actions.run("create-from-source", null, values);
  expect(result).toMatchObject({
    image: { name: "fail-import-1", status: "not_imported" },
    jobId: null,
    isIncomplete: true,
  });
  expect(result.message).toBe(
    "fail-import-1 was made, but its import did not begin: No factory is ready. Start a factory service first. Choose “Import” in its menu to try again.",
  );
});

test.each([
  { source: "", field: "source" },
  { source: "no-id", field: "source" },
  { source: "a".repeat(24), field: "source" },
  { sourceName: "hand-made", field: "source" },
  { sourceName: "nginx", values: { name: "two\nlines" }, field: "name" },
  { sourceName: "nginx", values: { name: "n".repeat(256) }, field: "name" },
  { sourceName: "nginx", values: { target: "robot:s3cret@docker.io/a" }, field: "target" },
])("a new image is refused at its field: %j", async ({ source = "", sourceName, values, field }) => {
  const chosen = sourceName === undefined ? source : sourceNamed(sourceName);
  await expect(actions.run("create-from-source", null, { source: chosen, ...values })).rejects.toMatchObject({
    code: "invalid_request",
    details: [{ field }],
  });
  expect(posted()).toEqual([]);
});

test("a name that Cycle refuses is told at its field", async () => {
  fake.addImage(user, "taken-1");
  const run = actions.run("rename", imageNamed("api-3"), { name: "taken-1" });
  await expect(run).rejects.toMatchObject({ code: "conflict", details: [{ field: "name" }] });
});

test("an image is renamed, with the name that it has to begin with", async () => {
  const id = imageNamed("");
  const { title, fields } = await formOf("rename", {}, id);
  expect(title).toBe("Rename web");
  expect(fields).toMatchObject([{ name: "name", value: "", isRequired: true }]);
  const { image, message } = await actions.run("rename", id, { name: " web 2 " });
  expect(image).toMatchObject({ id, name: "web 2", details: { scope: { label: "web" } } });
  expect(message).toContain("web 2");
  await expect(actions.run("rename", id, { name: "" })).rejects.toMatchObject({ details: [{ field: "name" }] });
});

test("an image that is imported is not imported again", async () => {
  const id = imageNamed("nginx-1.29");
  expect(await formOf("import", {}, id)).toMatchObject({ disabledReason: expect.stringContaining("can be imported") });
  await expect(actions.run("import", id, {})).rejects.toMatchObject({ code: "conflict" });
  expect(posted()).toEqual([]);
});

test("pruning tells what it will remove, and removes that", async () => {
  const [nginx, web, api] = [sourceNamed("nginx"), sourceNamed("web"), sourceNamed("api")];
  const empty = await formOf("prune");
  expect(empty).toMatchObject({ items: [], disabledReason: null, fields: [{ refines: true, value: [] }] });
  const [field] = empty.fields;
  if (field?.kind !== "choices") expect.fail();
  expect(field.options.map(({ label, hint }) => [label, hint])).toEqual([
    ["api", "1 image"],
    ["nginx", "2 images"],
    ["web", "1 image"],
  ]);

  const form = await formOf("prune", { sources: [nginx, api, "gone"] });
  expect(form).toMatchObject({
    items: ["api-3 (api)", "nginx-1.28 (nginx)"],
    submitLabel: "Prune 2 images",
    disabledReason: null,
    fields: [{ value: [api, nginx] }],
  });
  expect(await formOf("prune", { sources: [web] })).toMatchObject({
    items: [],
    disabledReason: expect.stringContaining("nothing to prune"),
  });

  const { jobId, image } = await actions.run("prune", null, { sources: [nginx, api] });
  expect(image).toBeNull();
  expect(jobId).not.toBeNull();
  expect(posted()).toEqual([`/v1/images/tasks {"action":"prune","contents":{"source_ids":["${nginx}","${api}"]}}`]);
  fake.settle(user);
  const left = [...fake.hub(user).images.values()].filter(({ wire }) => wire.state.current !== "deleted");
  expect(left.map(({ wire }) => wire.name)).toEqual(["nginx-1.29", ""]);
});

test("pruning never asks with an empty list, nor for nothing", async () => {
  for (const values of [
    {},
    { sources: [] },
    { sources: "all" },
    { sources: ["a".repeat(24)] },
    { sources: [sourceNamed("web")] },
  ]) {
    const refused = { code: "invalid_request", details: [{ field: "sources" }] };
    await expect(actions.run("prune", null, values)).rejects.toMatchObject(refused);
  }
  expect(posted()).toEqual([]);
});

test("no more sources are pruned at once than can be asked for", async () => {
  const hub = fake.hub(user);
  const sources = Array.from({ length: 51 }, (_, index) => addSource(hub, `many-${index}`, ORIGINS.hub));
  for (const source of sources) addImage(hub, source, { name: `of-${source.name}` });
  const ids = sources.map(({ id }) => id);
  const asked = fake.requests.length;
  expect(await formOf("prune", { sources: ids })).toMatchObject({
    items: [],
    disabledReason: expect.stringContaining("50 sources at most"),
  });
  expect(fake.requests.length - asked).toBeLessThan(5);
  await expect(actions.run("prune", null, { sources: ids })).rejects.toMatchObject({
    code: "invalid_request",
    details: [{ field: "sources" }],
  });
  const fewer = await formOf("prune", { sources: ids.slice(1) });
  expect(fewer).toMatchObject({ disabledReason: null });
  expect(fewer.items).toHaveLength(50);
});

test("there is nothing to prune where no source has an image", async () => {
  fake.hub(user).images.clear();
  expect(await formOf("prune")).toMatchObject({ disabledReason: expect.stringContaining("nothing to prune") });
});
