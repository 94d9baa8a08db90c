import { expect, test } from "vitest";
import { searchWords } from "@/components/images/list/filters/search-images";
import { imageFixture } from "@/lib/contract/image-fixture";
import type { Command } from "./command";
import { findCommands } from "./find-commands";
import { findImages } from "./find-images";

const images = ["my-disk", "subdisk", "disk-2", "disk", "other"].map((name, index) =>
  imageFixture({ id: `image_${index}`, name }),
);
const command = (title: string, section: Command["section"]): Command => ({
  id: title,
  title,
  section,
  run: () => undefined,
});

test("the best names come first, and all are counted", () => {
  const found = findImages(images, searchWords("Disk"), 3);
  expect(found.best.map(({ name }) => name)).toEqual(["disk", "disk-2", "my-disk"]);
  expect(found.count).toBe(4);
});

test("no words find the first images as they are", () => {
  expect(findImages(images, [], 2).best.map(({ name }) => name)).toEqual(["my-disk", "subdisk"]);
});

test("ten thousand names take a few milliseconds", () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    imageFixture({ id: `image_${index}`, name: `vm-${index}` }),
  );
  findImages(many, ["vm"], 20);
  const start = performance.now();
  expect(findImages(many, ["99"], 20).best).toHaveLength(20);
  expect(performance.now() - start).toBeLessThan(50);
});

test("commands are found by the beginnings of words, in the order of their sections", () => {
  const commands = [command("Use the dark theme", "display"), command("Upload images", "uploads")];
  expect(findCommands(commands, searchWords("th da")).map(({ title }) => title)).toEqual(["Use the dark theme"]);
  expect(findCommands(commands, searchWords("ark"))).toEqual([]);
  expect(findCommands(commands, []).map(({ title }) => title)).toEqual(["Upload images", "Use the dark theme"]);
});
