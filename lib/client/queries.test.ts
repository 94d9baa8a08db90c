import type { ServerResponse } from "node:http";
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Image } from "@/lib/contract/image";
import { imageDetailsFixture, imageFixture } from "@/lib/contract/image-fixture";
import { serveForTest, type TestServer } from "@/lib/utils/serve-for-test";
import { eventually } from "@/lib/utils/eventually.fixture";
import {
  downloadLinkQuery,
  forgetConnection,
  imageQuery,
  imagesQuery,
  imagesWalkQuery,
  invalidateImages,
  paceLists,
  sittingOf,
  putImageIn,
  refreshImages,
  resetConnection,
  setWalkStopped,
  takeImageOut,
} from "./queries";

const SCOPE = { connection: "sfcompute", includeDeleted: false, part: null };

const START = Date.now();

/** Far below the newest. */
const FAR = 350;

let server: TestServer;
let client: QueryClient;
let images: Image[];
let asked: string[];
/** Answers in the server's stead where it says so; given the path and query. */
let refuse: (path: string, response: ServerResponse) => boolean;

beforeEach(async () => {
  images = Array.from({ length: 450 }, (_, index) => image(index));
  asked = [];
  refuse = () => false;
  server = await serveForTest((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    asked.push(`${url.pathname.replace("/api/sfcompute", "")}${url.search}`);
    if (refuse(request.url ?? "/", response)) return;
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
  vi.unstubAllGlobals();
  await server.close();
});

/** The higher the index the older: one a minute. */
function image(index: number, status: Image["status"] = "completed"): Image {
  const createdAt = new Date(START - (index + 5) * 60_000).toISOString();
  return imageFixture({ id: `image_${index}`, name: `name-${index}`, status, createdAt });
}

/** Cursors are ids: the page begins after that image, whatever was added before it. */
function pageOf(query: URLSearchParams): { images: Image[]; nextCursor: string | null } {
  const start = images.findIndex(({ id }) => id === query.get("cursor")) + 1;
  const limit = Number(query.get("limit"));
  const page = images.slice(start, start + limit);
  return { images: page, nextCursor: start + limit < images.length ? (page.at(-1)?.id ?? null) : null };
}

function known(): readonly Image[] {
  return client.getQueryData(imagesQuery(SCOPE).queryKey)?.images ?? [];
}

const idsOf = (list: readonly Image[]) => list.map(({ id }) => id);

/** Looks at the newest images, as a poll does. */
async function look(): Promise<void> {
  asked = [];
  await client.fetchQuery({ ...imagesQuery(SCOPE), retry: false });
}

async function walk(): Promise<void> {
  asked = [];
  await client.fetchQuery({ ...imagesWalkQuery(SCOPE), staleTime: 0 });
}

async function readEverything(): Promise<void> {
  await look();
  await walk();
}

test("the newest come with the first answer, the others page by page", async () => {
  await look();
  expect(asked).toEqual(["/images?limit=200"]);
  expect(idsOf(known())).toEqual(idsOf(images.slice(0, 200)));
  await walk();
  expect(asked).toEqual(["/images?cursor=image_199&limit=200", "/images?cursor=image_399&limit=200"]);
  expect(idsOf(known())).toEqual(idsOf(images));
});

test("a poll reads the newest and, far below, only what moves", async () => {
  images[FAR] = image(FAR, "verifying");
  await readEverything();
  const before = known();
  images[FAR] = { ...image(FAR), createdAt: before[FAR]?.createdAt ?? "" };
  await look();
  expect(asked).toEqual(["/images?limit=50", `/images/image_${FAR}`]);
  expect(known()[FAR]?.status).toBe("completed");
  // What did not change is the very same object: rows that show it need not be drawn again.
  expect(known().filter((one, index) => one !== before[index])).toHaveLength(1);
});

test("where nothing changed the list stays the very same", async () => {
  await readEverything();
  const before = known();
  await look();
  await walk();
  expect(known()).toBe(before);
});

test("however many new images there are, they are read down to a known one", async () => {
  await readEverything();
  images.unshift(...Array.from({ length: 120 }, (_, index) => ({ ...image(-3), id: `image_new${index}` })));
  await look();
  expect(asked).toEqual(["/images?limit=50", "/images?cursor=image_new49&limit=200"]);
  expect(idsOf(known())).toEqual(idsOf(images));
});

test("what was deleted elsewhere leaves the newest at a look, and the rest with the next walk", async () => {
  images[FAR + 1] = image(FAR + 1, "uploading");
  await readEverything();
  const gone = new Set(["image_3", `image_${FAR}`, `image_${FAR + 1}`]);
  images = images.filter(({ id }) => !gone.has(id));
  await look();
  expect(known()).toHaveLength(448);
  await walk();
  expect(asked).toHaveLength(3);
  expect(idsOf(known())).toEqual(idsOf(images));
});

test("a walk waits as long as the server asks for, says so, and goes on where it was", async () => {
  await look();
  let refusals = 1;
  refuse = (path, response) => {
    if (!path.includes("cursor=image_399") || refusals-- === 0) return false;
    const error = { code: "rate_limited", message: "Too often.", requestId: "r" };
    response.writeHead(429, { "retry-after": "1" }).end(JSON.stringify({ error }));
    return true;
  };
  const waits: number[] = [];
  const unsubscribe = client.getQueryCache().subscribe(() => {
    const resumesAt = client.getQueryData(imagesQuery(SCOPE).queryKey)?.pause?.until;
    if (resumesAt !== undefined) waits.push(resumesAt - Date.now());
  });
  await walk();
  unsubscribe();
  expect(waits[0]).toBeGreaterThan(900);
  expect(asked).toHaveLength(3);
  expect(client.getQueryData(imagesQuery(SCOPE).queryKey)).toMatchObject({ cursor: null, pause: null });
});

test("a walk that fails keeps what it read and goes on from there", async () => {
  await look();
  refuse = (path, response) => {
    if (!path.includes("cursor=image_399")) return false;
    response
      .writeHead(502)
      .end(JSON.stringify({ error: { code: "upstream_failed", message: "It failed.", requestId: "r" } }));
    return true;
  };
  await expect(walk()).rejects.toMatchObject({ code: "upstream_failed" });
  expect(known()).toHaveLength(400);
  refuse = () => false;
  await walk();
  expect(asked).toEqual(["/images?cursor=image_399&limit=200"]);
  expect(known()).toHaveLength(450);
});

test("a walk that somebody stopped asks for nothing more until it is to go on", async () => {
  await look();
  asked = [];
  const walkQuery = () => {
    const isStopped = client.getQueryData(imagesQuery(SCOPE).queryKey)?.isStopped ?? false;
    return { ...imagesWalkQuery(SCOPE), enabled: !isStopped };
  };
  refuse = (path) => {
    if (path.includes("cursor=image_399")) setWalkStopped(client, SCOPE, true);
    return false;
  };
  const observer = new QueryObserver(client, walkQuery());
  const unsubscribe = observer.subscribe(() => undefined);
  await eventually(() => expect(walkQuery().enabled).toBe(false));
  observer.setOptions(walkQuery());
  await eventually(() => expect(observer.getCurrentResult().fetchStatus).toBe("idle"));
  expect(known()).toHaveLength(400);

  refuse = () => false;
  setWalkStopped(client, SCOPE, false);
  observer.setOptions(walkQuery());
  await eventually(() => expect(known()).toHaveLength(450));
  expect(asked.filter((path) => path.includes("limit=200"))).toHaveLength(3);
  unsubscribe();
});

test("after a change every image that is not final is looked at, however old", async () => {
  images[FAR] = { ...image(FAR, "waiting"), createdAt: "2020-01-01T00:00:00.000Z" };
  await readEverything();
  await look();
  expect(asked).toEqual(["/images?limit=50"]);
  await invalidateImages(client, "sfcompute");
  await look();
  expect(asked).toEqual(["/images?limit=50", `/images/image_${FAR}`]);
});

test("what is read of one image shows in the list", async () => {
  await readEverything();
  images[FAR] = { ...image(FAR), visibility: "public" };
  await client.fetchQuery(imageQuery("sfcompute", `image_${FAR}`));
  expect(known()[FAR]?.visibility).toBe("public");
});

test("what is told under another id takes the place of the one that was asked for", async () => {
  images = images.slice(0, 20);
  images[3] = image(3, "verifying");
  await look();
  const finished = { ...image(3), id: "finished" };
  refuse = (path, response) => {
    if (!path.endsWith("/images/image_3")) return false;
    response.end(JSON.stringify(finished));
    return true;
  };
  await client.fetchQuery(imageQuery("sfcompute", "image_3"));
  expect(known().map(({ id }) => id)).toContain("finished");
  expect(known().map(({ id }) => id)).not.toContain("image_3");
  expect(known()).toHaveLength(20);
});

test("a deleted image leaves the list at once, and is marked where deleted ones are shown", async () => {
  await readEverything();
  await client.fetchQuery(imagesQuery({ ...SCOPE, includeDeleted: true }));
  await takeImageOut(client, "sfcompute", "image_50");
  expect(known()).toHaveLength(449);
  const withDeleted = client.getQueryData(imagesQuery({ ...SCOPE, includeDeleted: true }).queryKey);
  expect(withDeleted?.images.find(({ id }) => id === "image_50")?.deletedAt).not.toBeNull();
});

test("a list of one page is read once, not a second time by a walk", async () => {
  images = images.slice(0, 20);
  await look();
  expect(client.getQueryData(imagesWalkQuery(SCOPE).queryKey)).toBeTypeOf("number");
});

test("a provider whose list may be asked for seldom is asked so, but when somebody wants to know", async () => {
  images = images.slice(0, 20);
  paceLists(client, [{ id: "sfcompute", listIntervalSeconds: 60 }]);
  await look();
  await look();
  expect(asked).toEqual([]);
  refreshImages(client, SCOPE);
  await look();
  expect(asked).toEqual(["/images?limit=50"]);
});

test("an image that an action made shows in the list of its own part alone", async () => {
  const part = (id: string) => ({ ...SCOPE, part: id });
  images = [];
  for (const scope of [SCOPE, part("p1"), part("p2")]) await client.fetchQuery(imagesQuery(scope));
  const made = { ...image(0), details: imageDetailsFixture({ scope: { id: "p1", label: "One" } }) };
  await putImageIn(client, "sfcompute", made);
  const shown = [SCOPE, part("p1"), part("p2")].map(
    (scope) => client.getQueryData(imagesQuery(scope).queryKey)?.images.length,
  );
  expect(shown).toEqual([1, 1, 0]);
});

test("what goes on beside the pages ends with a sign-out, and not with a new token", async () => {
  const isStill = sittingOf(client, "sfcompute");
  const isStillElsewhere = sittingOf(client, "cycle");
  await resetConnection(client, "sfcompute");
  expect(isStill()).toBe(true);
  forgetConnection(client, "sfcompute");
  sittingOf(client, "sfcompute");
  expect([isStill(), isStillElsewhere()]).toEqual([false, true]);
});

test.each([
  { after: "a sign-out", change: async () => forgetConnection(client, "sfcompute") },
  { after: "a sign-in with a token that may be another account's", change: () => resetConnection(client, "sfcompute") },
])("after $after nothing that was read before is left", async ({ change }) => {
  await readEverything();
  client.setQueryData(downloadLinkQuery("sfcompute", "image_0").queryKey, {
    url: "https://objects.example.com/signed",
    expiresAt: "2025-02-08T12:00:00.000Z",
    sha256: "0".repeat(64),
    sizeBytes: 1,
  });
  await change();
  const left = client.getQueryCache().getAll();
  expect(left.map(({ state }) => state.data)).not.toContainEqual(expect.anything());
});
