import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { digest, onceFor } from "./digest.mjs";
import { root } from "./say.mjs";

let folder: string;
let stamp: string;
/** What was made, in order. */
let made: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "set-up-"));
  stamp = relative(root, join(folder, "stamp"));
  made = [];
});

afterEach(() => rmSync(folder, { recursive: true }));

const make = (version: string) => onceFor(stamp, version, () => void made.push(version));

test("a thing is made once for each version", () => {
  for (const version of ["one", "one", "two", "two", "one"]) make(version);
  expect(made).toEqual(["one", "two", "one"]);
});

test("what was broken half-way is made again, also for the version that was there before", () => {
  make("one");
  expect(() =>
    onceFor(stamp, "two", () => {
      throw new Error("killed half-way");
    }),
  ).toThrow("killed");
  expect(existsSync(join(folder, "stamp"))).toBe(false);
  make("one");
  expect(made).toEqual(["one", "one"]);
});

test("a digest changes with names, contents and facts, and not with the order of paths", () => {
  const [one, two] = ["one.txt", "two.txt"].map((name) => relative(root, join(folder, name)));
  if (one === undefined || two === undefined) throw new Error("unreachable");
  writeFileSync(join(root, one), "x");
  const before = digest([one, two]);
  expect(digest([two, one])).toBe(before);
  expect(digest([one], ["v20"])).not.toBe(digest([one]));
  writeFileSync(join(root, two), "x");
  const both = digest([one, two]);
  expect(both).not.toBe(before);
  writeFileSync(join(root, two), "y");
  expect(digest([one, two])).not.toBe(both);
});
