import { expect, test } from "vitest";
import { splitTags, withTags } from "./tags";

test("tags stand between commas and line ends", () => {
  expect(splitTags(" web, golden image,\n,eu ")).toEqual(["web", "golden image", "eu"]);
  expect(splitTags(" , ")).toEqual([]);
});

test("each tag is there once", () => {
  expect(withTags(["web", "eu"], ["eu", "db", "db"])).toEqual(["web", "eu", "db"]);
});
