import { afterEach, expect, test, vi } from "vitest";
import { imageFixture } from "@/lib/contract/image-fixture";
import { serveForTest } from "@/lib/utils/serve-for-test";
import { beginCatalog, type Catalog } from "./catalog";
import { readNewest, type Look } from "./read-newest";

const OFTEN = { hasChanged: false, listIntervalMs: 0 };

afterEach(() => void vi.unstubAllGlobals());

test("images that were deleted elsewhere do not keep the others that move from being looked at", async () => {
  const newest = imageFixture({ id: "newest", createdAt: "2030-01-02T00:00:00.000Z" });
  const moving = Array.from({ length: 8 }, (_, index) => imageFixture({ id: `image_${index}`, status: "verifying" }));
  const asked: string[] = [];
  const server = await serveForTest(({ url = "" }, response) => {
    const id = /images\/(\w+)$/.exec(url)?.[1];
    if (id === undefined) return void response.end(JSON.stringify({ images: [newest], nextCursor: "more" }));
    asked.push(id);
    const error = { code: "not_found", message: "Gone.", requestId: "r" };
    return void response.writeHead(404).end(JSON.stringify({ error }));
  });
  vi.stubGlobal("location", { origin: server.url.origin });
  const scope = { connection: "sfcompute", includeDeleted: true, part: null };
  let catalog = beginCatalog([newest, ...moving], null);
  for (let look = 0; look < 2; look += 1) {
    catalog = (await readNewest(scope, catalog, OFTEN, new AbortController().signal))(catalog);
  }
  await server.close();
  expect(asked.toSorted()).toEqual(moving.map(({ id }) => id));
  expect(catalog.images).toHaveLength(9);
});

test("one image on which the provider fails is left as it was, and the others are looked at", async () => {
  const newest = imageFixture({ id: "newest", createdAt: "2030-01-02T00:00:00.000Z" });
  const broken = imageFixture({ id: "broken", status: "verifying" });
  const done = imageFixture({ id: "done", status: "verifying" });
  const server = await serveForTest(({ url = "" }, response) => {
    if (url.endsWith("/done")) return void response.end(JSON.stringify({ ...done, status: "completed" }));
    if (!url.endsWith("/broken")) return void response.end(JSON.stringify({ images: [newest], nextCursor: "more" }));
    const error = { code: "upstream_failed", message: "It failed.", requestId: "r" };
    return void response.writeHead(502).end(JSON.stringify({ error }));
  });
  vi.stubGlobal("location", { origin: server.url.origin });
  const scope = { connection: "sfcompute", includeDeleted: false, part: null };
  const catalog = beginCatalog([newest, broken, done], null);
  const { images } = (await readNewest(scope, catalog, OFTEN, new AbortController().signal))(catalog);
  await server.close();
  expect(images.map(({ id, status }) => [id, status])).toEqual([
    ["newest", "completed"],
    ["broken", "verifying"],
    ["done", "completed"],
  ]);
});

test.each([true, false])(
  "what is told under another id leaves its old one (deleted ones shown: %s)",
  async (includeDeleted) => {
    const uploading = imageFixture({ id: "upload_1", status: "verifying" });
    const made = imageFixture({ id: "made" });
    const server = await serveForTest((_request, response) => void response.end(JSON.stringify(made)));
    vi.stubGlobal("location", { origin: server.url.origin });
    const scope = { connection: "oxide", includeDeleted, part: null };
    const catalog = beginCatalog([uploading], null);
    const justNow = { hasChanged: false, listIntervalMs: 60_000 };
    const news = await readNewest(scope, catalog, justNow, new AbortController().signal);
    await server.close();
    expect(news(catalog).images.map(({ id }) => id)).toEqual(["made"]);
  },
);

test("a list that was asked for a moment ago is left alone, and what moves is looked at one by one", async () => {
  const moving = imageFixture({ id: "moving", status: "processing" });
  const still = imageFixture({ id: "still" });
  const asked: string[] = [];
  const server = await serveForTest(({ url = "" }, response) => {
    asked.push(url);
    const page = { images: [moving, still], nextCursor: null };
    response.end(JSON.stringify(url.endsWith("/moving") ? { ...moving, status: "completed" } : page));
  });
  vi.stubGlobal("location", { origin: server.url.origin });
  const scope = { connection: "linode", includeDeleted: false, part: null };
  const seldom = { hasChanged: false, listIntervalMs: 5_000 };
  const look = async (catalog: Catalog, how: Look) =>
    (await readNewest(scope, catalog, how, new AbortController().signal))(catalog);

  const first = await look(beginCatalog([moving, still], null), seldom);
  expect(asked).toEqual(["/api/linode/images/moving"]);
  expect(first.images.map(({ status }) => status)).toEqual(["completed", "completed"]);

  asked.length = 0;
  await look(first, seldom);
  expect(asked).toEqual([]);
  const late = await look({ ...first, listedAt: Date.now() - 5_000 }, seldom);
  expect(asked).toEqual(["/api/linode/images?limit=50"]);
  expect(Date.now() - late.listedAt).toBeLessThan(4_000);
  await look(late, { ...seldom, hasChanged: true });
  expect(asked[1]).toBe("/api/linode/images?limit=50");
  await server.close();
});
