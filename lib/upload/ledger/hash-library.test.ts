import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { z } from "zod";
import { HASH_LIBRARY } from "./hash-library";

test("names the hash library that is installed", () => {
  const text = readFileSync(createRequire(import.meta.url).resolve("hash-wasm/package.json"), "utf8");
  const { name, version } = z.object({ name: z.string(), version: z.string() }).parse(JSON.parse(text));
  expect(HASH_LIBRARY).toBe(`${name} ${version}`);
});
