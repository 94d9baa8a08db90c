import { expect, test } from "vitest";
import { imageDetailsFixture, imageFixture } from "@/lib/contract/image-fixture";
import { isWorthwhile, toldColumns, worthwhileColumns } from "./told-columns";

const details = imageDetailsFixture({
  tags: ["base"],
  regions: [],
  operatingSystem: { name: "Ubuntu", version: null },
});
const images = [imageFixture({ sizeBytes: 1 }), imageFixture({ id: "image_2", details })];

test("a column that no image has anything for is not offered", () => {
  const told = toldColumns(images);
  expect(["system", "regions", "tags", "size"].map((column) => isWorthwhile(column, told))).toEqual([
    true,
    false,
    true,
    true,
  ]);
  const untold = imageFixture();
  expect(toldColumns([untold]).size).toBe(0);
  // The browser that sends an image knows its size.
  expect([...toldColumns([{ ...untold, status: "uploading" }])]).toEqual(["size"]);
});

test("of the chosen columns only those stay that say something", () => {
  const chosen = new Set(["size", "regions", "tags"] as const);
  expect([...worthwhileColumns(images, chosen)]).toEqual(["size", "tags"]);
  const plain = new Set(["size"] as const);
  expect(worthwhileColumns(images, plain)).toBe(plain);
});
