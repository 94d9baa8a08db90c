import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startSfcomputeFake, type SfcomputeFake } from "@/e2e/support/fakes/sfcompute/sfcompute-fake";
import { callFixture } from "@/lib/server/providers/call-fixture";
import type { ImageProvider, ProviderKind } from "@/lib/server/providers/types";
import { sfcomputeProvider } from "./provider";

let fake: SfcomputeFake;

beforeEach(async () => {
  fake = await startSfcomputeFake();
});

afterEach(async () => {
  const problems = fake.problems();
  await fake.close();
  expect(problems).toEqual([]);
});

function kindOf(prefix: string): ProviderKind {
  return sfcomputeProvider({ apiUrl: fake.url, prefix, embedded: false, publicUrl: fake.url });
}

function open(settings: Record<string, string> = { workspace: "research" }, prefix = "/preview/v2"): ImageProvider {
  return kindOf(prefix).open(callFixture({ token: "user-a", settings }));
}

const QUERY = { limit: 50, includeDeleted: false };

test.each([
  { prefix: "/v2", settings: [] },
  { prefix: "/preview/v2", settings: [{ name: "workspace", isRequired: true }] },
  { prefix: "/v3", settings: [{ name: "workspace", isRequired: false }] },
])("below $prefix a sign-in asks for $settings", ({ prefix, settings }) => {
  expect(kindOf(prefix).signIn.settings).toMatchObject(settings);
  expect(kindOf(prefix).signIn.settings).toHaveLength(settings.length);
});

test("a list is that of the workspace, and is not asked for deleted images", async () => {
  await fake.addImage({ account: "user-a", name: "here", workspace: "research" });
  await fake.addImage({ account: "user-a", name: "elsewhere", workspace: "production" });
  const { images } = await open().list({ ...QUERY, includeDeleted: true });
  expect(images.map(({ name }) => name)).toEqual(["here"]);
  expect(images[0]?.details?.facts).toContainEqual({ label: "Workspace", value: "research", kind: "text" });
  expect(fake.seen().map(({ path }) => path)).toEqual(["/preview/v2/images?limit=50&workspace=research"]);
});

test("a workspace that does not exist, or none, is told by the API", async () => {
  await expect(open({ workspace: "nowhere" }).identify()).rejects.toMatchObject({ code: "not_found" });
  await expect(open({}).identify()).rejects.toMatchObject({ code: "invalid_request" });
});

/** Makes an image of five bytes, part by part. @returns its id */
async function uploaded(provider: ImageProvider): Promise<string> {
  const { image } = (await provider.upload?.create({ name: "disk", sizeBytes: 5, values: {} })) ?? {};
  const id = image?.id ?? "";
  const part = await provider.upload?.createPartUrl(id, { partNumber: 1 });
  expect((await fetch(part?.url ?? "", { method: "PUT", body: "bytes" })).status).toBe(200);
  const sha256 = createHash("sha256").update("bytes").digest("hex");
  expect(await provider.upload?.complete(id, { sha256 })).toMatchObject({ status: "completed", sha256 });
  return id;
}

test.each([
  { prefix: "/v2", workspace: null },
  { prefix: "/preview/v2", workspace: "research" },
])("below $prefix an image is made in the workspace $workspace, filled, and downloaded", async (version) => {
  const provider = open(undefined, version.prefix);
  const id = await uploaded(provider);
  expect(fake.imageNamed("user-a", "disk")).toMatchObject({ id, workspace: version.workspace, status: "completed" });
  const link = await provider.downloadLink?.(id);
  expect(link?.sizeBytes).toBe(5);
  expect(await (await fetch(link?.url ?? "")).text()).toBe("bytes");
});

test("an image is revoked for good", async () => {
  const provider = open();
  const id = await uploaded(provider);
  const form = await provider.actions?.form("revoke", id, {});
  expect(form).toMatchObject({ title: "Revoke disk?", warning: "This cannot be taken back.", fields: [] });
  const done = await provider.actions?.run("revoke", id, {});
  expect(done).toMatchObject({ message: "disk is revoked.", image: { providerStatus: "revoked", actions: [] } });
  expect(await provider.get(id)).toMatchObject({ status: "unknown", providerStatus: "revoked" });
  await expect(provider.downloadLink?.(id)).rejects.toMatchObject({ code: "conflict" });
  await expect(provider.actions?.run("revoke", id, {})).rejects.toMatchObject({ code: "conflict" });
});

test("only a completed image is revoked, and version 2 revokes none", async () => {
  const started = await fake.addImage({ account: "user-a", name: "begun", workspace: "research", status: "started" });
  expect(await open().get(started.id)).toMatchObject({ status: "waiting", actions: [] });
  expect(kindOf("/v2").actions({ name: null, role: null })).toEqual([]);
  expect(open({}, "/v2").actions).toBeUndefined();
  const [action] = kindOf("/preview/v2").actions({ name: null, role: "viewer" });
  expect(action).toMatchObject({ id: "revoke", isDestructive: true, disabledReason: expect.stringMatching(/revoke/) });
});
