import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { removeLeftovers, temporaryName } from "./temporary-files";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "leftovers-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("what dead processes left goes, files and folders; what a living one uses stays", async () => {
  const { pid: dead } = spawnSync(process.execPath, ["--version"]);
  const living = process.ppid;
  for (const name of [`${dead}-a`, `${living}-b`, temporaryName(), "no-number"])
    await writeFile(join(folder, name), "x");
  await mkdir(join(folder, `${dead}-folder`));
  await writeFile(join(folder, `${dead}-folder`, "1"), "x");
  expect(await removeLeftovers(folder)).toBe(4);
  expect(await readdir(folder)).toEqual([`${living}-b`]);
});
