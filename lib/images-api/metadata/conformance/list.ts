import { expect, test } from "vitest";
import type { ImageRow, ListImagesOptions, ListPosition, MetadataStore } from "@/lib/images-api/metadata/types";
import { makeImage } from "./images";

function ids(images: ImageRow[]): string[] {
  return images.map((image) => image.id);
}

function position(image: ImageRow | undefined): ListPosition {
  if (image === undefined) throw new Error("The page is empty.");
  return { createdAt: image.createdAt, id: image.id };
}

export function declareListTests(store: () => MetadataStore): void {
  const list = (options: Partial<ListImagesOptions> = {}) =>
    store().listImages({ owner: "ada", limit: 10, includeDeleted: false, ...options });

  /** Images 1…`count`, the last one the newest; each two made in the same millisecond. */
  async function fill(count: number): Promise<void> {
    for (let number = 1; number <= count; number++) {
      await makeImage(store(), { id: `image_${number}`, createdAt: 1_000 + Math.floor(number / 2) });
    }
  }

  test("lists newest first, ties by id, and only the owner's", async () => {
    await fill(4);
    await makeImage(store(), { id: "image_other", owner: "bob", createdAt: 5_000 });
    expect(await list().then(({ images, hasMore }) => ({ ids: ids(images), hasMore }))).toEqual({
      ids: ["image_4", "image_3", "image_2", "image_1"],
      hasMore: false,
    });
  });

  test("an owner without images has an empty list", async () => {
    expect(await list({ owner: "nobody" })).toEqual({ images: [], hasMore: false });
  });

  test("public images of others are not listed", async () => {
    await makeImage(store(), { id: "image_1", owner: "bob" });
    await store().setPublic("image_1", true);
    expect((await list()).images).toEqual([]);
  });

  test("a full last page has nothing after it", async () => {
    await fill(4);
    expect((await list({ limit: 4 })).hasMore).toBe(false);
    expect((await list({ limit: 3 })).hasMore).toBe(true);
  });

  test("pages forward and back hold every image once, in order", async () => {
    await fill(9);
    const all = ids((await list({ limit: 100 })).images);

    const forward: string[] = [];
    let page = await list({ limit: 2 });
    forward.push(...ids(page.images));
    while (page.hasMore) {
      page = await list({ limit: 2, startingAfter: position(page.images.at(-1)) });
      forward.push(...ids(page.images));
    }
    expect(forward).toEqual(all);

    const back: string[] = [];
    let before = position(page.images.at(-1));
    do {
      page = await list({ limit: 2, endingBefore: before });
      back.unshift(...ids(page.images));
      before = position(page.images[0]);
    } while (page.hasMore);
    expect(back).toEqual(all.slice(0, -1));
  });

  test("a page does not move when images are added or deleted before it", async () => {
    await fill(6);
    const first = await list({ limit: 2 });
    const startingAfter = position(first.images.at(-1));
    const second = ids((await list({ limit: 2, startingAfter })).images);
    await makeImage(store(), { id: "image_new", createdAt: 9_000 });
    for (const image of first.images) await store().deleteImage(image.id, "ada", 9_001);
    expect(ids((await list({ limit: 2, startingAfter })).images)).toEqual(second);
  });

  test("deleted images are listed only when asked for, in their old place", async () => {
    await fill(3);
    await store().deleteImage("image_2", "ada", 2_000);
    expect(ids((await list()).images)).toEqual(["image_3", "image_1"]);
    expect(ids((await list({ includeDeleted: true })).images)).toEqual(["image_3", "image_2", "image_1"]);
  });
}
