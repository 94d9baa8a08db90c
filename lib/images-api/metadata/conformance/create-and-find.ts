import { expect, test } from "vitest";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { makeImage } from "./images";

export function declareCreateAndFindTests(store: () => MetadataStore): void {
  test("a new image is started, private and without bytes", async () => {
    const made = await makeImage(store(), { id: "image_1", owner: "ada", name: "debian", createdAt: 1_000 });
    expect(made).toEqual({
      id: "image_1",
      owner: "ada",
      name: "debian",
      status: "started",
      isPublic: false,
      createdAt: 1_000,
      activeAt: 1_000,
      uploadedAt: null,
      finishedAt: null,
      sha256: null,
      isVerified: false,
      sizeBytes: null,
      failureReason: null,
      deletedAt: null,
      bytesRemovedAt: null,
    });
    expect(await store().findImage("image_1")).toEqual(made);
  });

  test("one owner has a name once, another owner may have it too", async () => {
    await makeImage(store(), { id: "image_1", owner: "ada", name: "debian" });
    expect(await store().createImage({ id: "image_2", owner: "ada", name: "debian", createdAt: 2 })).toBe("name_taken");
    expect(await store().findImage("image_2")).toBeNull();
    await makeImage(store(), { id: "image_3", owner: "bob", name: "debian" });
  });

  test("names that differ in case are two names", async () => {
    await makeImage(store(), { id: "image_1", name: "debian" });
    await makeImage(store(), { id: "image_2", name: "Debian" });
  });

  test("of many creates of one name at once, one wins", async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store().createImage({ id: `image_${index}`, owner: "ada", name: "debian", createdAt: index }),
      ),
    );
    expect(made.filter((row) => row !== "name_taken")).toHaveLength(1);
  });

  test("a deleted image's name is free, more than once", async () => {
    for (const id of ["image_1", "image_2", "image_3"]) {
      await makeImage(store(), { id, name: "debian" });
      await store().deleteImage(id, "ada", 2_000);
    }
    await makeImage(store(), { id: "image_4", name: "debian" });
  });

  test("an id that exists is an error, not a taken name", async () => {
    await makeImage(store(), { id: "image_1", name: "debian" });
    await expect(store().createImage({ id: "image_1", owner: "ada", name: "fedora", createdAt: 2 })).rejects.toThrow();
  });

  test("others neither find nor delete a private image", async () => {
    await makeImage(store(), { id: "image_1", owner: "ada" });
    expect(await store().findOwnImage("image_1", "ada")).not.toBeNull();
    expect(await store().findVisibleImage("image_1", "ada")).not.toBeNull();
    expect(await store().findOwnImage("image_1", "bob")).toBeNull();
    expect(await store().findVisibleImage("image_1", "bob")).toBeNull();
    expect(await store().deleteImage("image_1", "bob", 2_000)).toBeNull();
    expect((await store().findImage("image_1"))?.deletedAt).toBeNull();
  });

  test("a public image is visible to all and owned by one", async () => {
    await makeImage(store(), { id: "image_1", owner: "ada" });
    expect(await store().setPublic("image_1", true)).toBe(true);
    expect((await store().findVisibleImage("image_1", "bob"))?.isPublic).toBe(true);
    expect(await store().findOwnImage("image_1", "bob")).toBeNull();
    expect(await store().deleteImage("image_1", "bob", 2_000)).toBeNull();
    expect(await store().setPublic("image_1", false)).toBe(true);
    expect(await store().findVisibleImage("image_1", "bob")).toBeNull();
  });

  test("a deleted image is found by jobs only and cannot be published", async () => {
    await makeImage(store(), { id: "image_1" });
    await store().setPublic("image_1", true);
    expect((await store().deleteImage("image_1", "ada", 2_000))?.deletedAt).toBe(2_000);
    expect(await store().deleteImage("image_1", "ada", 3_000)).toBeNull();
    expect(await store().findOwnImage("image_1", "ada")).toBeNull();
    expect(await store().findVisibleImage("image_1", "bob")).toBeNull();
    expect(await store().setPublic("image_1", true)).toBe(false);
    expect((await store().findImage("image_1"))?.deletedAt).toBe(2_000);
  });

  test("several are found at once, deleted ones too, and what is not there is left out", async () => {
    for (const id of ["image_1", "image_2", "image_3"]) await makeImage(store(), { id });
    await store().deleteImage("image_2", "ada", 2_000);
    const found = await store().findImages(["image_2", "image_0", "image_1"]);
    expect(found.map(({ id }) => id).toSorted()).toEqual(["image_1", "image_2"]);
    expect(await store().findImages([])).toEqual([]);
    const many = Array.from({ length: 1_000 }, (_, index) => `image_${index}`);
    expect(await store().findImages(many)).toHaveLength(3);
  });

  test("what no row can hold is not there", async () => {
    expect(await store().findImage("image_\0")).toBeNull();
    expect(await store().findVisibleImage("image_\0", "\0")).toBeNull();
  });

  test("what was never made is not there", async () => {
    expect(await store().findImage("image_0")).toBeNull();
    expect(await store().findOwnImage("image_0", "ada")).toBeNull();
    expect(await store().findVisibleImage("image_0", "ada")).toBeNull();
    expect(await store().deleteImage("image_0", "ada", 1)).toBeNull();
    expect(await store().setPublic("image_0", true)).toBe(false);
  });
}
