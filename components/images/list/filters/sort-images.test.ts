import { expect, test } from "vitest";
import { imageDetailsFixture, imageFixture } from "@/lib/contract/image-fixture";
import type { Image } from "@/lib/contract/image";
import { NEWEST_FIRST, nextSort, parseSort, sortImages, SORT_KEYS, writeSort } from "./sort-images";

const named = (...names: string[]) => names.map((name) => imageFixture({ id: `image_${name}`, name }));
const names = (images: readonly Image[]) => images.map(({ name }) => name);

test("numbers in names count, whatever zeros and letter case", () => {
  const images = named("disk-10", "disk-9", "Disk-009b", "disk", "disk-a", "alpha2.10", "alpha2.9");
  expect(names(sortImages(images, { key: "name", descending: false }))).toEqual([
    "alpha2.9",
    "alpha2.10",
    "disk",
    "disk-9",
    "Disk-009b",
    "disk-10",
    "disk-a",
  ]);
});

test("what is not told comes last in both directions, and equal ones keep their order", () => {
  const [a, b, c, d] = [null, 2, null, 1].map((sizeBytes, index) => imageFixture({ id: `image_${index}`, sizeBytes }));
  const images = [a, b, c, d].filter((image) => image !== undefined);
  expect(sortImages(images, { key: "size", descending: false })).toEqual([d, b, a, c]);
  expect(sortImages(images, { key: "size", descending: true })).toEqual([b, d, a, c]);
});

test("failures come first by status, deleted images last", () => {
  const images = [
    imageFixture({ name: "gone", deletedAt: "2026-01-01T00:00:00Z" }),
    imageFixture({ name: "done", status: "completed" }),
    imageFixture({ name: "failed", status: "failed" }),
  ];
  expect(names(sortImages(images, { key: "status", descending: false }))).toEqual(["failed", "done", "gone"]);
});

test("instants are compared, not their texts", () => {
  const images = [
    imageFixture({ name: "later", createdAt: "2026-01-01T00:00:00.500Z" }),
    imageFixture({ name: "earlier", createdAt: "2026-01-01T00:00:00Z" }),
  ];
  expect(names(sortImages(images, { key: "created", descending: false }))).toEqual(["earlier", "later"]);
});

test.each(SORT_KEYS)("sorting by %s can be written and read", (key) => {
  for (const descending of [false, true])
    expect(parseSort(writeSort({ key, descending }))).toEqual({ key, descending });
});

test.each(["", "-", "--name", "toString", "name "])("%j is no sorting", (text) => {
  expect(parseSort(text)).toBeNull();
});

test("a second click on a header turns the order round", () => {
  const byName = nextSort(NEWEST_FIRST, "name");
  expect([byName, nextSort(byName, "name"), nextSort(byName, "size")]).toEqual([
    { key: "name", descending: false },
    { key: "name", descending: true },
    { key: "size", descending: true },
  ]);
});

const ofSystem = (name: string, connection: string, version: string | null): Image =>
  imageFixture({
    id: `image_${name}`,
    name,
    connection,
    details: imageDetailsFixture({ operatingSystem: version === null ? null : { name: "Ubuntu", version } }),
  });

test("by provider, images of one connection stand together; by system, versions count as numbers", () => {
  const images = [ofSystem("a", "oxide", "24.04"), ofSystem("b", "cycle", "9.10"), ofSystem("c", "oxide", null)];
  expect(names(sortImages(images, { key: "provider", descending: false }))).toEqual(["b", "a", "c"]);
  expect(names(sortImages(images, { key: "system", descending: false }))).toEqual(["b", "a", "c"]);
});
