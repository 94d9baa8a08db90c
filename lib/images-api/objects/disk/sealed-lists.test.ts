import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Paths, resolvePaths } from "./paths";
import { shareSealedLists } from "./sealed-lists";

let directory: string;
let paths: Paths;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "sealed-lists-"));
  paths = resolvePaths(directory);
});

afterEach(() => rm(directory, { recursive: true }));

async function seal(imageId: string, parts: number): Promise<void> {
  const folder = paths.sealedImage(imageId);
  await mkdir(folder, { recursive: true });
  for (let number = 1; number <= parts; number++) await writeFile(join(folder, String(number)), "x");
}

test("who asks at the same time gets one list, of one look at the disk", async () => {
  await seal("image_a", 3);
  await seal("image_b", 1);
  const list = shareSealedLists(paths);
  const [first, second, other] = await Promise.all([list("image_a"), list("image_a"), list("image_b")]);
  expect(first).toHaveLength(3);
  expect(second).toBe(first);
  expect(other).toHaveLength(1);
});

test("a list of many parts is kept for a moment, one of few is not, and none is told of the image that is not there", async () => {
  await seal("image_many", 300);
  await seal("image_few", 2);
  const list = shareSealedLists(paths);
  const [many, few] = [await list("image_many"), await list("image_few")];
  expect(await list("image_many")).toBe(many);
  expect(await list("image_few")).not.toBe(few);
  expect(await list("image_none")).toBeNull();
  await seal("image_none", 1);
  expect(await list("image_none")).toHaveLength(1);
});

test("an error is not remembered", async () => {
  const list = shareSealedLists(paths);
  await mkdir(paths.sealed, { recursive: true });
  await writeFile(paths.sealedImage("image_odd"), "no folder");
  await expect(list("image_odd")).rejects.toThrow();
  await rm(paths.sealedImage("image_odd"));
  expect(await list("image_odd")).toBeNull();
});
