import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Image } from "@/lib/contract/image";
import { imageFixture } from "@/lib/contract/image-fixture";
import { serveForTest, type TestServer } from "@/lib/utils/serve-for-test";
import {
  downloadLinkQuery,
  forgetConnection,
  imageNamesQuery,
  imagesQuery,
  invalidateImages,
  resetConnection,
  takeImageOut,
} from "./queries";

const SECOND_PAGE_INDEX = 50;

let server: TestServer;
let client: QueryClient;
let images: Image[];
let asked: string[];

beforeEach(async () => {
  images = Array.from({ length: 120 }, (_, index) => image(index));
  asked = [];
  server = await serveForTest((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    asked.push(`${url.pathname}${url.search}`);
    const one = /\/images\/(.+)$/.exec(url.pathname)?.[1];
    const found = one === undefined ? pageOf(url.searchParams) : images.find(({ id }) => id === one);
    const missing = { error: { code: "not_found", message: "Gone.", requestId: "r" } };
    response.writeHead(found === undefined ? 404 : 200).end(JSON.stringify(found ?? missing));
  });
  vi.stubGlobal("location", { origin: server.url.origin });
  client = new QueryClient();
});

afterEach(async () => {
  client.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await server.close();
});

function image(index: number, status: Image["status"] = "completed"): Image {
  const createdAt = new Date(Date.now() - 60_000).toISOString();
  return imageFixture({ id: `image_${index}`, name: `name-${index}`, status, createdAt });
}

/** Cursors are ids: the page begins after that image, whatever was added before it. */
function pageOf(query: URLSearchParams): { images: Image[]; nextCursor: string | null } {
  const start = images.findIndex(({ id }) => id === query.get("cursor")) + 1;
  const limit = Number(query.get("limit"));
  const page = images.slice(start, start + limit);
  return { images: page, nextCursor: start + limit < images.length ? (page.at(-1)?.id ?? null) : null };
}

/** An observer without polls of its own, so that each test decides when a poll happens, with two pages loaded. */
async function twoPages() {
  const observer = new InfiniteQueryObserver(client, { ...imagesQuery("sfcompute"), enabled: false });
  await observer.refetch();
  await observer.fetchNextPage();
  asked = [];
  return observer;
}

test("all images of the loaded pages come as one list", async () => {
  const observer = await twoPages();
  expect(observer.getCurrentResult().data?.map(({ id }) => id)).toEqual(images.slice(0, 100).map(({ id }) => id));
  expect(observer.getCurrentResult().hasNextPage).toBe(true);
});

test("a poll reads the first page and, beyond it, only what moves", async () => {
  images[SECOND_PAGE_INDEX] = image(SECOND_PAGE_INDEX, "verifying");
  const observer = await twoPages();
  images[SECOND_PAGE_INDEX] = image(SECOND_PAGE_INDEX, "completed");
  await observer.refetch();
  expect(asked).toEqual(["/api/sfcompute/images?limit=50", "/api/sfcompute/images/image_50"]);
  expect(observer.getCurrentResult().data?.[SECOND_PAGE_INDEX]?.status).toBe("completed");
});

test("an image that went away while it moved leaves the list", async () => {
  images[SECOND_PAGE_INDEX] = image(SECOND_PAGE_INDEX, "uploading");
  const observer = await twoPages();
  images.splice(SECOND_PAGE_INDEX, 1);
  await observer.refetch();
  expect(observer.getCurrentResult().data?.some(({ id }) => id === "image_50")).toBe(false);
});

test("a page on which much moves is read whole", async () => {
  for (let index = 50; index < 60; index++) images[index] = image(index, "uploading");
  const observer = await twoPages();
  await observer.refetch();
  expect(asked).toEqual(["/api/sfcompute/images?limit=50", "/api/sfcompute/images?cursor=image_49&limit=50"]);
});

test("a new image shifts the pages, and each image is listed once", async () => {
  const observer = await twoPages();
  images.unshift(image(1000));
  await observer.refetch();
  expect(observer.getCurrentResult().data?.map(({ id }) => id)).toEqual(images.slice(0, 100).map(({ id }) => id));
});

test("an image that the server tells twice is listed once", async () => {
  images.splice(60, 0, image(0));
  const ids = (await twoPages()).getCurrentResult().data?.map(({ id }) => id);
  expect(ids?.filter((id) => id === "image_0")).toHaveLength(1);
});

test("after a while a poll reads every loaded page", async () => {
  const observer = await twoPages();
  vi.useFakeTimers({ now: Date.now() + 30_000, toFake: ["Date"] });
  await observer.refetch();
  expect(asked).toHaveLength(2);
});

test("an invalidation reads every loaded page", async () => {
  const observer = await twoPages();
  images.splice(SECOND_PAGE_INDEX, 1);
  await invalidateImages(client, "sfcompute");
  await observer.refetch();
  expect(asked).toHaveLength(2);
  expect(asked[1]).toContain("cursor=image_49");
  expect(observer.getCurrentResult().data?.some(({ id }) => id === "image_50")).toBe(false);
});

test("a deleted image leaves the list before the list is read again", async () => {
  const observer = await twoPages();
  await takeImageOut(client, "sfcompute", "image_50");
  const listed = client.getQueryData(imagesQuery("sfcompute").queryKey)?.pages.flatMap((page) => page.images);
  expect(asked).toEqual([]);
  expect(listed).toHaveLength(99);
  expect(listed?.some(({ id }) => id === "image_50")).toBe(false);
  await observer.refetch();
  expect(asked).toHaveLength(2);
});

test.each([
  { after: "a sign-out", change: async () => forgetConnection(client, "sfcompute") },
  { after: "a sign-in with a token that may be another account's", change: () => resetConnection(client, "sfcompute") },
])("after $after nothing that was read before is left", async ({ change }) => {
  await twoPages();
  client.setQueryData(downloadLinkQuery("sfcompute", "image_0").queryKey, {
    url: "https://objects.example.com/signed",
    expiresAt: "2025-02-08T12:00:00.000Z",
    sha256: "0".repeat(64),
    sizeBytes: 1,
  });
  await change();
  expect(
    client
      .getQueryCache()
      .getAll()
      .map(({ state }) => state.data),
  ).not.toContainEqual(expect.anything());
});

test("names are gathered from all pages, 200 at a time", async () => {
  images = Array.from({ length: 450 }, (_, index) => image(index));
  const { names, complete } = await client.fetchQuery(imageNamesQuery("sfcompute"));
  expect([names.size, complete, asked.length]).toEqual([450, true, 3]);
  expect(names.has("name-449")).toBe(true);
});

test("gathering names ends somewhere, and says that it did not see all", async () => {
  images = Array.from({ length: 10_001 }, (_, index) => image(index));
  const { names, complete } = await client.fetchQuery(imageNamesQuery("sfcompute"));
  expect([names.size, complete, asked.length]).toEqual([10_000, false, 50]);
});
