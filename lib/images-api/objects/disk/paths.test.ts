import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isImageId, parsePartNumber } from "@/lib/images-api/objects/names";
import { resolvePaths } from "./paths";

const paths = resolvePaths("/data/objects");

const HOSTILE = [
  "",
  ".",
  "..",
  "image_",
  "image_..",
  "image_a/b",
  "image_a\\b",
  "image_a\0",
  "image_a\n",
  "IMAGE_a",
  "image_é",
];

test.each([...HOSTILE, "image_a.b", " image_a", "../image_a", "%2e%2e", "image_".padEnd(28, "a")])(
  "%j is no image id",
  (id) => {
    expect(isImageId(id)).toBe(false);
    expect(() => paths.openImage(id)).toThrow(RangeError);
    expect(() => paths.sealedImage(id)).toThrow(RangeError);
    expect(() => paths.openPart(id, 1)).toThrow(RangeError);
  },
);

test.each(["image_a", "image_-", "image_".padEnd(27, "Z_9-")])("%s is an image id", (id) => {
  expect(paths.openPart(id, 7)).toBe(`/data/objects/open/${id}/7`);
  expect(paths.sealedImage(id)).toBe(`/data/objects/sealed/${id}`);
});

test.each(["0", "01", "+1", "-1", "1.0", "1e3", "10001", "99999", "", " 1", "1\n", "٣", "0x1"])(
  "%j is no part number",
  (text) => {
    expect(parsePartNumber(text)).toBeNull();
  },
);

test.each([0, -1, 1.5, 10_001, Number.NaN, Infinity])("part %d has no path", (partNumber) => {
  expect(() => paths.openPart("image_a", partNumber)).toThrow(RangeError);
});

test("every part number has one spelling", () => {
  for (const partNumber of [1, 9, 10, 9_999, 10_000]) expect(parsePartNumber(String(partNumber))).toBe(partNumber);
});

test("whatever the id is, its path is a direct child or nothing", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.string().map((text) => `image_${text}`),
      ),
      (id) => {
        if (!isImageId(id)) return;
        expect(join(paths.openImage(id), "..")).toBe("/data/objects/open");
      },
    ),
  );
});
