import { QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually } from "@/lib/utils/eventually.fixture";
import { imagesQuery, imagesWalkQuery, paceLists, refreshImages, setWalkStopped } from "./queries";
import { FAR, idsOf, image, SCOPE, ServedImages } from "./served-images.fixture";

let stage: ServedImages;

beforeEach(async () => {
  stage = await ServedImages.start();
});
afterEach(() => stage.close());

test("the newest come with the first answer, the others page by page", async () => {
  await stage.look();
  expect(stage.asked).toEqual(["/images?limit=200"]);
  expect(idsOf(stage.known())).toEqual(idsOf(stage.images.slice(0, 200)));
  await stage.walk();
  expect(stage.asked).toEqual(["/images?cursor=image_199&limit=200", "/images?cursor=image_399&limit=200"]);
  expect(idsOf(stage.known())).toEqual(idsOf(stage.images));
});

test("a poll reads the newest and, far below, only what moves", async () => {
  stage.images[FAR] = image(FAR, "verifying");
  await stage.readEverything();
  const before = stage.known();
  stage.images[FAR] = { ...image(FAR), createdAt: before[FAR]?.createdAt ?? "" };
  await stage.look();
  expect(stage.asked).toEqual(["/images?limit=50", `/images/image_${FAR}`]);
  expect(stage.known()[FAR]?.status).toBe("completed");
  // What did not change is the very same object: rows that show it need not be drawn again.
  expect(stage.known().filter((one, index) => one !== before[index])).toHaveLength(1);
});

test("where nothing changed the list stays the very same", async () => {
  await stage.readEverything();
  const before = stage.known();
  await stage.look();
  await stage.walk();
  expect(stage.known()).toBe(before);
});

test("however many new images there are, they are read down to a known one", async () => {
  await stage.readEverything();
  stage.images.unshift(...Array.from({ length: 120 }, (_, index) => ({ ...image(-3), id: `image_new${index}` })));
  await stage.look();
  expect(stage.asked).toEqual(["/images?limit=50", "/images?cursor=image_new49&limit=200"]);
  expect(idsOf(stage.known())).toEqual(idsOf(stage.images));
});

test("what was deleted elsewhere leaves the newest at a look, and the rest with the next walk", async () => {
  stage.images[FAR + 1] = image(FAR + 1, "uploading");
  await stage.readEverything();
  const gone = new Set(["image_3", `image_${FAR}`, `image_${FAR + 1}`]);
  stage.images = stage.images.filter(({ id }) => !gone.has(id));
  await stage.look();
  expect(stage.known()).toHaveLength(448);
  await stage.walk();
  expect(stage.asked).toHaveLength(3);
  expect(idsOf(stage.known())).toEqual(idsOf(stage.images));
});

test("a walk waits as long as the server asks for, says so, and goes on where it was", async () => {
  await stage.look();
  let refusals = 1;
  stage.refuse = (path, response) => {
    if (!path.includes("cursor=image_399") || refusals-- === 0) return false;
    const error = { code: "rate_limited", message: "Too often.", requestId: "r" };
    response.writeHead(429, { "retry-after": "1" }).end(JSON.stringify({ error }));
    return true;
  };
  const waits: number[] = [];
  const unsubscribe = stage.client.getQueryCache().subscribe(() => {
    const resumesAt = stage.client.getQueryData(imagesQuery(SCOPE).queryKey)?.pause?.until;
    if (resumesAt !== undefined) waits.push(resumesAt - Date.now());
  });
  await stage.walk();
  unsubscribe();
  expect(waits[0]).toBeGreaterThan(900);
  expect(stage.asked).toHaveLength(3);
  expect(stage.client.getQueryData(imagesQuery(SCOPE).queryKey)).toMatchObject({ cursor: null, pause: null });
});

test("a walk that fails keeps what it read and goes on from there", async () => {
  await stage.look();
  stage.refuse = (path, response) => {
    if (!path.includes("cursor=image_399")) return false;
    response
      .writeHead(502)
      .end(JSON.stringify({ error: { code: "upstream_failed", message: "It failed.", requestId: "r" } }));
    return true;
  };
  await expect(stage.walk()).rejects.toMatchObject({ code: "upstream_failed" });
  expect(stage.known()).toHaveLength(400);
  stage.refuse = () => false;
  await stage.walk();
  expect(stage.asked).toEqual(["/images?cursor=image_399&limit=200"]);
  expect(stage.known()).toHaveLength(450);
});

test("a walk that somebody stopped asks for nothing more until it is to go on", async () => {
  await stage.look();
  stage.asked = [];
  const walkQuery = () => {
    const isStopped = stage.client.getQueryData(imagesQuery(SCOPE).queryKey)?.isStopped ?? false;
    return { ...imagesWalkQuery(SCOPE), enabled: !isStopped };
  };
  stage.refuse = (path) => {
    if (path.includes("cursor=image_399")) setWalkStopped(stage.client, SCOPE, true);
    return false;
  };
  const observer = new QueryObserver(stage.client, walkQuery());
  const unsubscribe = observer.subscribe(() => undefined);
  await eventually(() => expect(walkQuery().enabled).toBe(false));
  observer.setOptions(walkQuery());
  await eventually(() => expect(observer.getCurrentResult().fetchStatus).toBe("idle"));
  expect(stage.known()).toHaveLength(400);

  stage.refuse = () => false;
  setWalkStopped(stage.client, SCOPE, false);
  observer.setOptions(walkQuery());
  await eventually(() => expect(stage.known()).toHaveLength(450));
  expect(stage.asked.filter((path) => path.includes("limit=200"))).toHaveLength(3);
  unsubscribe();
});

test("a list of one page is read once, not a second time by a walk", async () => {
  stage.images = stage.images.slice(0, 20);
  await stage.look();
  expect(stage.client.getQueryData(imagesWalkQuery(SCOPE).queryKey)).toBeTypeOf("number");
});

test("a provider whose list may be asked for seldom is asked so, but when somebody wants to know", async () => {
  stage.images = stage.images.slice(0, 20);
  paceLists(stage.client, [{ id: "sfcompute", listIntervalSeconds: 60 }]);
  await stage.look();
  await stage.look();
  expect(stage.asked).toEqual([]);
  refreshImages(stage.client, SCOPE);
  await stage.look();
  expect(stage.asked).toEqual(["/images?limit=50"]);
});
