import { afterEach, beforeEach, expect, test } from "vitest";
import { startOxideFake, type OxideFake, type OxideFakeOptions } from "@/e2e/support/fakes/oxide/oxide-fake";
import type { ProviderImage } from "@/lib/contract/image";
import { callFixture } from "@/lib/server/providers/call-fixture";
import type { ImageProvider } from "@/lib/server/providers/types";
import { oxideProvider } from "./provider";

const USER = "user-of-oxide";

let fakes: OxideFake[] = [];
beforeEach(() => {
  fakes = [];
});
afterEach(async () => {
  for (const fake of fakes) {
    expect(fake.problems()).toEqual([]);
    await fake.close();
  }
});

async function connected(options: OxideFakeOptions = {}) {
  const fake = await startOxideFake(options);
  fakes.push(fake);
  const provider = oxideProvider({ apiUrl: fake.url }).open(callFixture({ token: USER }));
  return { fake, provider, silo: fake.silo(USER) };
}

async function listed(provider: ImageProvider, scope?: string): Promise<ProviderImage[]> {
  const query = { limit: 50, includeDeleted: false, ...(scope !== undefined && { scope }) };
  return (await provider.list(query)).images;
}

const names = (images: readonly ProviderImage[]): string[] => images.map(({ name }) => name);

test("the list has the silo's images and every project's, however many pages they are, newest first", async () => {
  const { fake, provider, silo } = await connected({ maxItems: 2 });
  const [platform, builds] = silo.projects;
  for (let number = 1; number <= 5; number++) {
    silo.addImage({ name: `of-silo-${number}`, projectId: null });
    silo.addImage({ name: `of-builds-${number}`, projectId: builds?.id ?? "" });
  }
  const images = await listed(provider);
  expect(names(images).slice(0, 4)).toEqual(["of-builds-5", "of-silo-5", "of-builds-4", "of-silo-4"]);
  expect(images).toHaveLength(14);
  expect(images.map(({ createdAt }) => createdAt)).toEqual(
    images
      .map(({ createdAt }) => createdAt)
      .toSorted()
      .toReversed(),
  );
  expect(names(await listed(provider, "silo"))).toHaveLength(7);
  expect(names(await listed(provider, platform?.id))).toEqual(["gateway"]);
  const laterPages = fake.requests.filter(({ query }) => query.includes("page_token"));
  expect(laterPages.length).toBeGreaterThan(0);
  expect(laterPages.every(({ query }) => query.includes("limit="))).toBe(true);
});

test("each request names the version of the API", async () => {
  const { fake, provider } = await connected();
  await provider.identify();
  await listed(provider);
  expect(new Set(fake.requests.map(({ apiVersion }) => apiVersion))).toEqual(new Set(["2026073100.0.0"]));
});

test("an image tells all that Oxide knows of it", async () => {
  const { provider, silo } = await connected();
  const gateway = silo.images.find(({ name }) => name === "gateway");
  const platform = silo.projects[0];
  expect(await provider.get(gateway?.id ?? "")).toMatchObject({
    id: gateway?.id,
    name: "gateway",
    status: "completed",
    visibility: "project",
    sizeBytes: 2 ** 30,
    actions: ["promote"],
    details: {
      operatingSystem: { name: "Alpine", version: "3.20" },
      scope: { id: platform?.id, label: "platform" },
      facts: [{ label: "Block size", value: "4096", kind: "bytes" }],
    },
  });
  await provider.actions?.run("promote", gateway?.id ?? "", {});
  expect((await provider.get(gateway?.id ?? "")).details?.facts).toContainEqual({
    label: "Modified",
    value: gateway?.modifiedAt,
    kind: "instant",
  });
  expect((await listed(provider, "silo"))[1]).toMatchObject({
    name: "ubuntu-24-04",
    visibility: "silo",
    actions: ["demote"],
    details: { scope: { id: "silo", label: "Silo" } },
  });
});

test("a project that may not be read is left out, unless it alone is asked for", async () => {
  const { fake, provider, silo } = await connected();
  const builds = silo.projects[1]?.id ?? "";
  fake.breakNext({ method: "GET", path: "/images", query: `project=${builds}`, status: 403 });
  expect(names(await listed(provider)).toSorted()).toEqual(["debian-12", "gateway", "ubuntu-24-04"]);
  fake.breakNext({ method: "GET", path: "/images", query: `project=${builds}`, status: 403 });
  await expect(listed(provider, builds)).rejects.toMatchObject({ code: "forbidden" });
  await expect(listed(provider, "no-uuid")).rejects.toMatchObject({ code: "invalid_request" });
  fake.breakNext({ method: "GET", path: "/images", query: `project=${builds}`, status: 500 });
  await expect(listed(provider)).rejects.toMatchObject({ code: "upstream_failed" });
});

test("its scopes are the silo and the projects", async () => {
  const { provider, silo } = await connected();
  const projects = silo.projects.map(({ id, name }) => ({ id, label: name }));
  const scopes = await provider.scopes?.();
  expect(scopes?.[0]).toEqual({ id: "silo", label: "Silo (every project sees them)" });
  expect(scopes?.slice(1)).toEqual(expect.arrayContaining(projects));
});

test.each([
  { versions: { oldest: "2025112000.0.0", newest: "2025120300.0.0" }, message: "runs an older system version" },
  { versions: { oldest: "2027010100.0.0", newest: "2027010100.0.0" }, message: "does not speak API version" },
])("of a rack of another version it is said that it $message", async ({ versions, message }) => {
  const { provider } = await connected({ versions });
  const unsupported = { code: "upstream_failed", message: expect.stringContaining(message) };
  await expect(provider.identify()).rejects.toMatchObject(unsupported);
  await expect(listed(provider)).rejects.toMatchObject(unsupported);
});

test("an id that no image of Oxide's has is asked of nobody", async () => {
  const { fake, provider } = await connected();
  for (const id of ["image_a", "upload_no-uuid_name", `upload_${crypto.randomUUID()}_Upper`]) {
    await expect(provider.get(id)).rejects.toMatchObject({ code: "not_found" });
    await expect(provider.delete(id)).rejects.toMatchObject({ code: "not_found" });
  }
  expect(fake.requests).toEqual([]);
});
