import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Image } from "@/lib/contract/image";
import { imageFixture } from "@/lib/contract/image-fixture";
import { serveForTest, type TestServer } from "@/lib/utils/serve-for-test";
import { beginCatalog, withImages, withoutImages, type Catalog } from "./catalog";
import { walkPages, type CatalogStore } from "./walk-pages";

const SCOPE = { connection: "sfcompute", includeDeleted: false, part: null };

/** It stands alone on the second of two pages. */
const oldest = imageAt(2);

let server: TestServer;
let images: Image[];
let catalog: Catalog;
/** Called between the moment at which a page's content is decided and its answer. */
let whileAsked: (cursor: string | null) => void;
/** Of the second page. */
let lastCursor: string | null;

beforeEach(async () => {
  images = [imageAt(0), imageAt(1), oldest];
  catalog = beginCatalog(images, null);
  whileAsked = () => undefined;
  lastCursor = null;
  server = await serveForTest((request, response) => {
    const cursor = new URL(request.url ?? "/", "http://127.0.0.1").searchParams.get("cursor");
    const page = cursor === null ? images.slice(0, -1) : images.slice(-1);
    const body = JSON.stringify({ images: page, nextCursor: cursor === null ? "second" : lastCursor });
    whileAsked(cursor);
    response.end(body);
  });
  vi.stubGlobal("location", { origin: server.url.origin });
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await server.close();
});

const store: CatalogStore = {
  read: () => catalog,
  update: (change) => void (catalog = change(catalog)),
};

function imageAt(index: number): Image {
  return imageFixture({
    id: `image_${index}`,
    createdAt: new Date(Date.UTC(2030, 0, 1) - index * 60_000).toISOString(),
  });
}

const walk = () => walkPages(SCOPE, store, new AbortController().signal);

test("a page that names itself as the next one ends the walk with an error", async () => {
  lastCursor = "second";
  await expect(walk()).rejects.toMatchObject({ code: "upstream_failed" });
  expect(catalog.images).toHaveLength(3);
});
const ids = () => catalog.images.map(({ id }) => id);

test("what did not come again is gone", async () => {
  images = images.slice(1);
  await walk();
  expect(ids()).toEqual(["image_1", "image_2"]);
});

test.each(["first", "second"])(
  "an image that comes while the %s page is read is not taken for one that went",
  async (at) => {
    whileAsked = (cursor) => {
      if ((cursor === null) === (at === "first")) catalog = withImages(catalog, [imageAt(-1)]);
    };
    await walk();
    expect(ids()).toEqual(["image_-1", "image_0", "image_1", "image_2"]);
  },
);

test.each([null, "second"])(
  "an image that is deleted while its page is read stays away (read on from %j)",
  async (cursor) => {
    catalog = beginCatalog(catalog.images, cursor);
    whileAsked = () => void (catalog = withoutImages(catalog, new Set(["image_2"])));
    await walk();
    expect(ids()).toEqual(["image_0", "image_1"]);
  },
);

test("an image that is marked as deleted while its page is read stays marked", async () => {
  const deletedAt = "2030-01-02T00:00:00.000Z";
  whileAsked = () => void (catalog = withImages(catalog, [{ ...oldest, deletedAt }]));
  await walk();
  expect(catalog.images.at(-1)).toEqual({ ...oldest, deletedAt });
});

test("an image whose deletion is taken back after its page was read stays", async () => {
  images = images.slice(1);
  whileAsked = (cursor) => {
    if (cursor !== null) catalog = withImages(withoutImages(catalog, new Set(["image_0"])), [imageAt(0)]);
  };
  await walk();
  expect(ids()).toEqual(["image_0", "image_1", "image_2"]);
});
