import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { CYCLE_HUB, startCycleFake, type CycleFake } from "@/e2e/support/fakes/cycle/cycle-fake";
import { SECRET_MARK } from "@/e2e/support/fakes/cycle/secrets";
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
  user = `user-sources-${++users}`;
  actions = actionsOf(user);
});

afterAll(async () => {
  expect(fake.problems()).toEqual([]);
  await fake.close();
});

function actionsOf(token: string): ProviderActions {
  const call = callFixture({ token, settings: { hub: CYCLE_HUB } });
  return cycleProvider({ apiUrl: fake.url }).open(call).actions ?? expect.fail();
}

async function formOf(action: string, values: FormValues = {}): Promise<Form> {
  return formSchema.parse(await actions.form(action, null, values));
}

function posted(): unknown[] {
  return fake.requests
    .filter((request) => request.user === user && request.method === "POST")
    .map(({ path, body }) => [path, JSON.parse(body)]);
}

test.each([
  { origin: "", fields: [] },
  { origin: "cycle-upload", fields: [] },
  { origin: "docker-hub", fields: ["target"] },
  { origin: "docker-file", fields: ["repository", "branch", "contextDirectory", "buildFile"] },
  { origin: "docker-registry", fields: ["registry", "target"] },
  { origin: "oci-registry", fields: ["registry", "target"] },
])("what follows from the origin “$origin” is asked for", async ({ origin, fields }) => {
  const form = await formOf("create-source", { origin, name: "mine" });
  expect(form.fields.map(({ name }) => name)).toEqual(["origin", "name", ...fields]);
  expect(form.fields.slice(0, 2)).toMatchObject([{ refines: true, isRequired: true }, { value: "mine" }]);
  expect(form.summary).toContain("Only public ones");
});

const REPOSITORY = "https://git.example.com/team/web.git";

test.each([
  {
    values: { origin: "docker-hub", target: " mysql:8.4 ", registry: "https://left.example.com" },
    origin: { type: "docker-hub", details: { target: "mysql:8.4" } },
  },
  {
    values: { origin: "docker-registry", target: "team/api:3", registry: "https://registry.example.com" },
    origin: { type: "docker-registry", details: { target: "team/api:3", url: "https://registry.example.com" } },
  },
  {
    values: { origin: "oci-registry", target: "team/api", registry: "http://oci.example.com:5000" },
    origin: { type: "oci-registry", details: { target: "team/api", url: "http://oci.example.com:5000" } },
  },
  {
    values: { origin: "docker-file", repository: REPOSITORY, branch: "", contextDirectory: "", buildFile: "" },
    origin: { type: "docker-file", details: { repo: { url: REPOSITORY } } },
  },
  {
    values: {
      origin: "docker-file",
      repository: REPOSITORY,
      branch: "release/2",
      contextDirectory: "./app",
      buildFile: "docker/Dockerfile",
    },
    origin: {
      type: "docker-file",
      details: {
        repo: { url: REPOSITORY, branch: "release/2" },
        context_dir: "./app",
        build_file: "docker/Dockerfile",
      },
    },
  },
])("a source is made, and images can be made of it: $origin.type", async ({ values, origin }) => {
  const result = await actions.run("create-source", null, { ...values, name: "mine" });
  expect(result).toEqual({
    message: "The source mine was made. Create an image from it next.",
    image: null,
    jobId: null,
  });
  expect(posted()).toEqual([["/v1/images/sources", { type: "direct", name: "mine", origin }]]);
  const [source] = (await formOf("create-from-source")).fields;
  if (source?.kind !== "choice") expect.fail();
  expect(source.options.find(({ label }) => label === "mine")).toMatchObject({ disabledReason: null });
});

const RIGHT = { origin: "docker-registry", name: "mine", target: "team/api", registry: "https://registry.example.com" };
const BUILT = { origin: "docker-file", name: "mine", repository: REPOSITORY };

test.each([
  { field: "origin", values: {} },
  { field: "origin", values: { ...RIGHT, origin: "none" } },
  { field: "name", values: { ...RIGHT, name: " " } },
  { field: "name", values: { ...RIGHT, name: "two\nlines" } },
  { field: "target", values: { ...RIGHT, target: "" } },
  { field: "target", values: { ...RIGHT, target: `robot:${SECRET_MARK}1@docker.io/a` } },
  { field: "target", values: { ...RIGHT, target: "a".repeat(384) } },
  { field: "registry", values: { ...RIGHT, registry: "" } },
  { field: "registry", values: { ...RIGHT, registry: "registry.example.com" } },
  { field: "registry", values: { ...RIGHT, registry: `https://robot:${SECRET_MARK}2@registry.example.com` } },
  { field: "repository", values: { ...BUILT, repository: `${REPOSITORY}?token=${SECRET_MARK}3` } },
  { field: "repository", values: { ...BUILT, repository: "git@git.example.com:web.git" } },
  { field: "branch", values: { ...BUILT, branch: "-f" } },
  { field: "contextDirectory", values: { ...BUILT, contextDirectory: "a b" } },
  { field: "buildFile", values: { ...BUILT, buildFile: "b".repeat(256) } },
])("a new source is refused at its $field, and no credential is told back: $values", async ({ field, values }) => {
  const error: unknown = await actions.run("create-source", null, values).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "invalid_request", details: [{ field }] });
  expect(posted()).toEqual([]);
  const form = await formOf("create-source", values);
  expect(`${inspect(error, { depth: 20 })} ${JSON.stringify(form)}`).not.toContain(SECRET_MARK);
});

test("what Cycle refuses is told at its field", async () => {
  const run = actions.run("create-source", null, { ...RIGHT, target: "team/api:none" });
  await expect(run).rejects.toMatchObject({ details: [{ field: "target", message: "There is no such image." }] });
});

test("a key that may not make sources is told so", async () => {
  const run = actionsOf(`without.images-sources-manage.${user}`).run("create-source", null, RIGHT);
  await expect(run).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("images-sources-manage"),
  });
});
