import { expect, test } from "vitest";
import { keyNames } from "./key-names";

test.each([
  ["u", false, [["U"]]],
  ["mod+k", false, [["Ctrl", "K"]]],
  ["mod+k", true, [["⌘", "K"]]],
  ["g i", false, [["G"], ["I"]]],
  ["?", true, [["?"]]],
  ["shift+space", false, [["Shift", "Space"]]],
])("%s", (keys, isMac, names) => {
  expect(keyNames(keys, isMac)).toEqual(names);
});
