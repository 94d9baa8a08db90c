import { afterEach, beforeEach, expect, test } from "vitest";
import { imageDetailsFixture } from "@/lib/contract/image-fixture";
import {
  downloadLinkQuery,
  forgetConnection,
  imageQuery,
  imagesQuery,
  invalidateImages,
  sittingOf,
  putImageIn,
  resetConnection,
  takeImageOut,
} from "./queries";
import { FAR, image, SCOPE, ServedImages } from "./served-images.fixture";

let stage: ServedImages;

beforeEach(async () => {
  stage = await ServedImages.start();
});
afterEach(() => stage.close());

test("after a change every image that is not final is looked at, however old", async () => {
  stage.images[FAR] = { ...image(FAR, "waiting"), createdAt: "2020-01-01T00:00:00.000Z" };
  await stage.readEverything();
  await stage.look();
  expect(stage.asked).toEqual(["/images?limit=50"]);
  await invalidateImages(stage.client, "sfcompute");
  await stage.look();
  expect(stage.asked).toEqual(["/images?limit=50", `/images/image_${FAR}`]);
});

test("what is read of one image shows in the list", async () => {
  await stage.readEverything();
  stage.images[FAR] = { ...image(FAR), visibility: "public" };
  await stage.client.fetchQuery(imageQuery("sfcompute", `image_${FAR}`));
  expect(stage.known()[FAR]?.visibility).toBe("public");
});

test("what is told under another id takes the place of the one that was asked for", async () => {
  stage.images = stage.images.slice(0, 20);
  stage.images[3] = image(3, "verifying");
  await stage.look();
  const finished = { ...image(3), id: "finished" };
  stage.refuse = (path, response) => {
    if (!path.endsWith("/images/image_3")) return false;
    response.end(JSON.stringify(finished));
    return true;
  };
  await stage.client.fetchQuery(imageQuery("sfcompute", "image_3"));
  expect(stage.known().map(({ id }) => id)).toContain("finished");
  expect(stage.known().map(({ id }) => id)).not.toContain("image_3");
  expect(stage.known()).toHaveLength(20);
});

test("a deleted image leaves the list at once, and is marked where deleted ones are shown", async () => {
  await stage.readEverything();
  await stage.client.fetchQuery(imagesQuery({ ...SCOPE, includeDeleted: true }));
  await takeImageOut(stage.client, "sfcompute", "image_50");
  expect(stage.known()).toHaveLength(449);
  const withDeleted = stage.client.getQueryData(imagesQuery({ ...SCOPE, includeDeleted: true }).queryKey);
  expect(withDeleted?.images.find(({ id }) => id === "image_50")?.deletedAt).not.toBeNull();
});

const part = (id: string) => ({ ...SCOPE, part: id });

test("an image that an action made shows in the list of its own part alone", async () => {
  stage.images = [];
  for (const scope of [SCOPE, part("p1"), part("p2")]) await stage.client.fetchQuery(imagesQuery(scope));
  const made = { ...image(0), details: imageDetailsFixture({ scope: { id: "p1", label: "One" } }) };
  await putImageIn(stage.client, "sfcompute", made);
  const shown = [SCOPE, part("p1"), part("p2")].map(
    (scope) => stage.client.getQueryData(imagesQuery(scope).queryKey)?.images.length,
  );
  expect(shown).toEqual([1, 1, 0]);
});

test("what goes on beside the pages ends with a sign-out, and not with a new token", async () => {
  const isStill = sittingOf(stage.client, "sfcompute");
  const isStillElsewhere = sittingOf(stage.client, "cycle");
  await resetConnection(stage.client, "sfcompute");
  expect(isStill()).toBe(true);
  forgetConnection(stage.client, "sfcompute");
  sittingOf(stage.client, "sfcompute");
  expect([isStill(), isStillElsewhere()]).toEqual([false, true]);
});

test.each([
  { after: "a sign-out", change: async () => forgetConnection(stage.client, "sfcompute") },
  {
    after: "a sign-in with a token that may be another account's",
    change: () => resetConnection(stage.client, "sfcompute"),
  },
])("after $after nothing that was read before is left", async ({ change }) => {
  await stage.readEverything();
  stage.client.setQueryData(downloadLinkQuery("sfcompute", "image_0").queryKey, {
    url: "https://objects.example.com/signed",
    expiresAt: "2025-02-08T12:00:00.000Z",
    sha256: "0".repeat(64),
    sizeBytes: 1,
  });
  await change();
  const left = stage.client.getQueryCache().getAll();
  expect(left.map(({ state }) => state.data)).not.toContainEqual(expect.anything());
});
