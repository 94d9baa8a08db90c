import { mkdtemp, rm, writeFile } from "node:fs/promises";
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

test("a key is made once and kept", () => {
  const key = keptSigningKey(file);
  expect(key).toHaveLength(32);
  expect(keptSigningKey(file)).toEqual(key);
});

test("half a key is refused", async () => {
  await writeFile(file, "short");
  expect(() => keptSigningKey(file)).toThrow("damaged");
});
