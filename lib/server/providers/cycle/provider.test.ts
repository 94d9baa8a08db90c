import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { CYCLE_HUB, startCycleFake, type CycleFake, type SeenRequest } from "@/e2e/support/fakes/cycle/cycle-fake";
import { FOREIGN_HUB, UNKNOWN_HUB } from "@/e2e/support/fakes/cycle/environment";
import { addImage, addSource } from "@/e2e/support/fakes/cycle/hub";
import { ORIGINS } from "@/e2e/support/fakes/cycle/origins";
import { callFixture } from "@/lib/server/providers/call-fixture";
import type { ImageProvider } from "@/lib/server/providers/types";
import { cycleProvider } from "./provider";

let fake: CycleFake;
/** Another one for each test. */
let user: string;
let users = 0;
let provider: ImageProvider;

beforeAll(async () => {
  fake = await startCycleFake();
});

beforeEach(() => {
  user = `user-cycle-${++users}`;
  provider = open();
});

afterAll(async () => {
  expect(fake.problems()).toEqual([]);
  await fake.close();
});

/** What the test's user asked for. */
function asked(): SeenRequest[] {
  return fake.requests.filter((request) => request.user === user);
}

function open(token = user, hub: string = CYCLE_HUB): ImageProvider {
  return cycleProvider({ apiUrl: fake.url }).open(callFixture({ token, settings: { hub } }));
}

function imageNamed(name: string): string {
  const image = [...fake.hub(user).images.values()].find(({ wire }) => wire.name === name);
  return image?.wire.id ?? expect.fail(`There is no image ${name}.`);
}

test.each([
  { hub: "", says: "24 hexadecimal digits" },
  { hub: "my-hub", says: "24 hexadecimal digits" },
  { hub: UNKNOWN_HUB, says: "Check the Hub ID" },
  { hub: FOREIGN_HUB, says: "Check the Hub ID" },
])("the hub “$hub” is told to be wrong", async ({ hub, says }) => {
  await expect(open(user, hub).identify()).rejects.toMatchObject({
    code: "invalid_request",
    message: expect.stringContaining(says),
    details: [{ field: "settings.hub", message: expect.stringContaining(says) }],
  });
});

test("a sign-in is tried with the shortest list", async () => {
  expect(await provider.identify()).toEqual({ name: null, role: null });
  expect(asked()).toMatchObject([{ path: "/v1/images", query: expect.stringContaining("page[size]=1") }]);
});

test("an expired key is told of in the form of OAuth", async () => {
  await expect(open("expired-user").identify()).rejects.toMatchObject({
    code: "token_rejected",
    message:
      "Cycle does not accept this API token. It says: The access token expired. Check the Hub ID as well: a key is good for its own hub alone.",
  });
});

test("the capability that a key lacks is named", async () => {
  const lacking = open(`without.images-import.${user}`);
  await expect(lacking.actions?.run("import", imageNamed("api-3"), {})).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("images-import"),
  });
});

test("a list is asked for page by page until one is not full, newest first, with what belongs to it", async () => {
  for (let count = 0; count < 5; count++) fake.addImage(user, `many-${count}`);
  const first = await provider.list({ limit: 4, includeDeleted: false });
  expect(first).toMatchObject({ images: [{ name: "many-4" }, {}, {}, {}], nextCursor: "2x4" });
  // The page's size is the cursor's own: another would leave images out.
  const second = await provider.list({ limit: 100, includeDeleted: false, cursor: "2x4" });
  expect(second).toMatchObject({ images: { length: 4 }, nextCursor: "3x4" });
  const last = await provider.list({ limit: 4, includeDeleted: false, cursor: "3x4" });
  expect(last).toMatchObject({ images: [{ name: "nginx-1.28" }], nextCursor: null });
  expect(last.images[0]?.details).toMatchObject({ scope: { label: "nginx" } });
  expect(last.images[0]?.details?.facts).toContainEqual({ label: "Made by", value: user, kind: "text" });
  expect(asked()[0]?.query.split(/[?&]/)).toEqual(
    expect.arrayContaining(["sort=-id", "include=creators", "include=sources", "page[number]=1", "page[size]=4"]),
  );
  await expect(provider.list({ limit: 4, includeDeleted: false, cursor: "2" })).rejects.toMatchObject({
    code: "invalid_request",
  });
});

test("a list can be narrowed to a source, and show what is deleted", async () => {
  const scopes = await provider.scopes?.();
  expect(scopes?.map(({ label }) => label)).toEqual(scopes?.map(({ label }) => label).toSorted());
  const scope = scopes?.find(({ label }) => label === "nginx")?.id;
  const list = async (includeDeleted: boolean) => {
    const { images } = await provider.list({ limit: 100, includeDeleted, ...(scope !== undefined && { scope }) });
    return images.map(({ name, deletedAt }) => [name, deletedAt !== null]);
  };
  await provider.delete(imageNamed("nginx-1.28"));
  fake.settle(user);
  expect(await list(false)).toEqual([["nginx-1.29", false]]);
  expect(await list(true)).toEqual([
    ["nginx-1.29", false],
    ["nginx-1.28", true],
  ]);
});

test("all sources are read, however many pages they fill", async () => {
  for (let count = 0; count < 150; count++) addSource(fake.hub(user), `more-${count}`, ORIGINS.none);
  expect(await provider.scopes?.()).toHaveLength(161);
});

test("an image that containers use is not deleted, and one that goes is deleting", async () => {
  await expect(provider.delete(imageNamed("nginx-1.29"))).rejects.toMatchObject({
    code: "conflict",
    message: "The image cannot be deleted. 2 containers use it.",
  });
  fake.hub(user).isHeld = true;
  await provider.delete(imageNamed("nginx-1.28"));
  expect(await provider.get(imageNamed("nginx-1.28"))).toMatchObject({ status: "deleting", actions: [] });
});

test("what is no id is not asked for", async () => {
  for (const id of ["sources", "tasks", "nginx"]) {
    await expect(provider.get(id)).rejects.toMatchObject({ code: "not_found" });
    await expect(provider.delete(id)).rejects.toMatchObject({ code: "not_found" });
    await expect(provider.log?.(id)).rejects.toMatchObject({ code: "not_found" });
    await expect(provider.actions?.run("rename", id, { name: "x" })).rejects.toMatchObject({ code: "not_found" });
  }
  expect(asked()).toEqual([]);
});

test("a job is unknown at first, then goes step by step, and the image with it", async () => {
  const { jobId, image } = (await provider.actions?.run("import", imageNamed("api-3"), {})) ?? expect.fail();
  if (jobId === null) expect.fail("There is no job.");
  expect(image?.status).toBe("processing");
  await expect(provider.job?.(jobId)).rejects.toMatchObject({ code: "not_found" });
  await expect(provider.job?.(jobId)).rejects.toMatchObject({ code: "not_found" });
  expect(await provider.job?.(jobId)).toMatchObject({ state: "running", error: null });
  fake.settle(user);
  const job = await provider.job?.(jobId);
  expect(job?.state).toBe("completed");
  expect(job?.steps.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => "completed"));
  expect(await provider.get(imageNamed("api-3"))).toMatchObject({ status: "completed", sizeBytes: 123_456_789 });
});

test("an import that fails is told by the job and by the image, and can be tried again", async () => {
  const { wire } = addImage(fake.hub(user), [...fake.hub(user).sources.values()].at(0) ?? expect.fail(), {
    name: "fail-broken-1",
    state: "new",
  });
  const begun = await provider.actions?.run("import", wire.id, {});
  fake.settle(user);
  const reason = "The registry refused https://registry.example.com/v2/ with 401.";
  expect(await provider.job?.(begun?.jobId ?? "")).toMatchObject({
    state: "failed",
    steps: [{ state: "completed" }, { state: "failed", error: reason }, {}, {}, {}],
  });
  expect(await provider.get(wire.id)).toMatchObject({
    status: "failed",
    providerStatus: "building",
    failureReason: reason,
    actions: ["rename", "import"],
  });
});

test("a build log is told, and there may be none yet", async () => {
  expect((await provider.log?.(imageNamed("nginx-1.28")))?.text).toContain("Build complete.");
  await expect(provider.log?.(imageNamed("api-3"))).rejects.toMatchObject({
    code: "not_found",
    message: "There is no build log yet.",
  });
});

test("uploads are refused with the way that there is instead", () => {
  const { upload, download, restore, log } = cycleProvider({ apiUrl: fake.url }).capabilities({
    name: null,
    role: null,
  });
  expect(upload).toMatchObject({ allowed: false, reason: expect.stringContaining("Create from a source") });
  expect([download.allowed, restore.allowed, log.allowed]).toEqual([false, false, true]);
  expect(provider).not.toHaveProperty("upload");
});

test("each request of an operation is as the vendor's document has it", async () => {
  await provider.actions?.run("rename", imageNamed("api-3"), { name: "api-4" });
  await provider.actions?.run("import", imageNamed("api-4"), {});
  expect(asked().filter(({ method }) => method !== "GET")).toMatchObject([
    { method: "PATCH", body: '{"name":"api-4"}' },
    { method: "POST", path: `/v1/images/${imageNamed("api-4")}/tasks`, body: '{"action":"import"}' },
  ]);
});
