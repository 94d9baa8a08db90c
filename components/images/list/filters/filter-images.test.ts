import { expect, test } from "vitest";
import { imageFixture } from "@/lib/contract/image-fixture";
import { filterImages, type ListFilter } from "./filter-images";

const NOTHING: ListFilter = { words: [], statuses: [], created: null, visibility: null, connections: [] };
const createdAt = "2026-03-04T10:00:00Z";
const images = [
  imageFixture({ id: "image_done", name: "done", status: "completed", visibility: "public", createdAt }),
  imageFixture({ id: "image_failed", name: "failed", status: "failed", visibility: "private", connection: "linode" }),
  imageFixture({ id: "image_gone", name: "gone", status: "completed", deletedAt: createdAt, visibility: null }),
];
const found = (filter: Partial<ListFilter>) => filterImages(images, { ...NOTHING, ...filter }).map(({ name }) => name);

test("without a wish it is the very list", () => {
  expect(filterImages(images, NOTHING)).toBe(images);
});

test("statuses are those of the column: a deleted image is not a completed one", () => {
  expect(found({ statuses: ["completed"] })).toEqual(["done"]);
  expect(found({ statuses: ["failed", "deleted"] })).toEqual(["failed", "gone"]);
});

test("an instant counts from the first bound and no more at the second", () => {
  const at = Date.parse(createdAt);
  expect(found({ words: ["done"], created: { from: at, before: at + 1 } })).toEqual(["done"]);
  expect(found({ words: ["done"], created: { from: at - 1, before: at } })).toEqual([]);
});

test("images of chosen connections alone are wanted", () => {
  expect(found({ connections: ["linode", "cycle"] })).toEqual(["failed"]);
  expect(found({ connections: ["linode", "sfcompute"] })).toHaveLength(3);
});

test("wishes add up", () => {
  expect(found({ visibility: "public" })).toEqual(["done"]);
  expect(found({ visibility: "public", statuses: ["failed"] })).toEqual([]);
});
