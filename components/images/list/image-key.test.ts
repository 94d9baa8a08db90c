import { expect, test } from "vitest";
import { imageFixture } from "@/lib/contract/image-fixture";
import { imageKey, indexOfKey, parseImageKey } from "./image-key";

test("a key is read as it was written", () => {
  expect(parseImageKey(imageKey({ connection: "linode-2", id: "private~15" }))).toEqual({
    connection: "linode-2",
    id: "private~15",
  });
});

test.each(["", "linode", "/x", "linode/"])("%j is no key", (text) => {
  expect(parseImageKey(text)).toBeNull();
});

test("an image is found by its key among those of several connections", () => {
  const images = ["sfcompute", "linode"].map((connection) => imageFixture({ connection, id: "same" }));
  expect(indexOfKey(images, "linode/same")).toBe(1);
  expect(indexOfKey(images, "oxide/same")).toBe(-1);
  expect(indexOfKey(images, "same")).toBe(-1);
});
