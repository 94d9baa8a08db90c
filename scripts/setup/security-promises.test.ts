import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const ROW = /^\| (?!promise |-)/;

/** Paths of tests that stand in backticks. */
function testsIn(text: string): string[] {
  return [...text.matchAll(/`([^`\s]+\.(?:test|spec)\.ts)`/g)].map(([, path = ""]) => path);
}

test("every promise of docs/security.md names tests that exist", () => {
  const [, promises = ""] = readFileSync("docs/security.md", "utf8").split("## Promises, and the tests that keep them");
  const rows = promises.split("\n").filter((line) => ROW.test(line));
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => testsIn(row).length === 0)).toEqual([]);
  expect(testsIn(promises).filter((path) => !existsSync(path))).toEqual([]);
});
