import { dirname } from "node:path";
import { expect, test } from "vitest";
import { isInstalled } from "./ensure-tools.mjs";

test("a command is there when a folder of the path has it", () => {
  expect(isInstalled("node", `/nowhere:${dirname(process.execPath)}`)).toBe(true);
  expect(isInstalled("node", "/nowhere")).toBe(false);
  expect(isInstalled("no-such-command")).toBe(false);
});
