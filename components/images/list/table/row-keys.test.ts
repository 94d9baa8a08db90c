import { expect, test } from "vitest";
import { rowAfterKey } from "./row-keys";

test.each([
  ["ArrowDown", 3, 4],
  ["ArrowDown", 99, 99],
  ["ArrowUp", 3, 2],
  ["ArrowUp", 0, 0],
  ["PageDown", 3, 23],
  ["PageDown", 90, 99],
  ["PageUp", 23, 3],
  ["PageUp", 3, 0],
  ["Home", 50, 0],
  ["End", 50, 99],
  ["a", 50, null],
])("%s leads from row %i to row %s", (key, index, next) => {
  expect(rowAfterKey(key, index, 100, 20)).toBe(next);
});
