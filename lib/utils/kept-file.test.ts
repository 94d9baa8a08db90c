import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keptFile } from "./kept-file";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kept-file-"));
  file = join(folder, "secret");
});

afterEach(() => rmSync(folder, { recursive: true }));

test("a file is made once, for its owner's eyes only, and nothing else is left behind", () => {
  expect(String(keptFile(file, () => Buffer.from("first")))).toBe("first");
  expect(String(keptFile(file, () => Buffer.from("second")))).toBe("first");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["secret"]);
});

test("until it is whole there is no file, and whoever was first to finish wins", () => {
  const kept = keptFile(file, () => {
    expect(readdirSync(folder)).toEqual([]);
    // Another process that starts at the same moment.
    writeFileSync(file, "the other's");
    return Buffer.from("ours");
  });
  expect(String(kept)).toBe("the other's");
  expect(readFileSync(file, "utf8")).toBe("the other's");
  expect(readdirSync(folder)).toEqual(["secret"]);
});

test("a file that cannot be read or made is the system's error", () => {
  expect(() => keptFile(folder, () => Buffer.from("x"))).toThrow("EISDIR");
  expect(() => keptFile(join(folder, "missing", "secret"), () => Buffer.from("x"))).toThrow("ENOENT");
});
