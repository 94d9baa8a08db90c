import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderLockedError, takeFolder, useFolder } from "./folder-lock";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "images-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("many may use a folder, and nobody takes it meanwhile", () => {
  const uses = [useFolder(folder), useFolder(folder)];
  expect(() => takeFolder(folder)).toThrow(FolderLockedError);
  uses[0]?.release();
  expect(() => takeFolder(folder)).toThrow("Stop it");
  uses[1]?.release();
  takeFolder(folder).release();
});

test("nobody uses a folder that is taken", () => {
  const taken = takeFolder(folder);
  expect(() => useFolder(folder)).toThrow("is being moved");
  expect(() => takeFolder(folder)).toThrow(FolderLockedError);
  taken.release();
  useFolder(folder).release();
});

test("the lock of a process is seen by another one, and ends with the process", () => {
  const look = `const { takeFolder } = await import("@/lib/images-api/folder-lock"); try { takeFolder(${JSON.stringify(folder)}); console.log("free"); } catch (error) { console.log(error.name); }`;
  const ask = () =>
    execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", look], { encoding: "utf8" }).trim();
  const use = useFolder(folder);
  expect(ask()).toBe("FolderLockedError");
  use.release();
  expect(ask()).toBe("free");
  useFolder(folder).release();
});
