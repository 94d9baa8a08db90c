import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keptSigningKey } from "./signing-key";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "signing-key-"));
  file = join(folder, "signing-key");
});

afterEach(() => rm(folder, { recursive: true }));

test("a key is made once, for its owner's eyes only, and nothing else is left behind", async () => {
  const key = await keptSigningKey(file);
  expect(key).toHaveLength(32);
  expect(await keptSigningKey(file)).toEqual(key);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["signing-key"]);
});

test("two starts at once have one key", async () => {
  const keys = await Promise.all(Array.from({ length: 10 }, () => keptSigningKey(file)));
  expect(new Set(keys.map((key) => key.toString("hex"))).size).toBe(1);
});

test("half a key is refused", async () => {
  await writeFile(file, "short");
  await expect(keptSigningKey(file)).rejects.toThrow("damaged");
});
