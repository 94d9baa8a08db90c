import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadConfig } from "@/lib/config/config";
import { newsOfDataFolder } from "./announce-data-folder";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "images-data-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ELSEWHERE = {
  DATABASE_URL: "postgres://db.example.com/images",
  SESSION_SECRET: "a secret of thirty-two characters",
  S3_BUCKET: "images",
};

function news(dataDirectory: string, environment: Record<string, string> = {}): string | null {
  return newsOfDataFolder(loadConfig({ DATA_DIR: dataDirectory, ...environment }));
}

test("a folder that was made is named, and what to do when another one was meant", () => {
  const dataDirectory = join(folder, "mistyped");
  expect(news(dataDirectory)).toMatch(
    new RegExp(`^A new, empty data folder was made: ${dataDirectory}\n.* set DATA_DIR`),
  );
  writeFileSync(join(dataDirectory, "images.db"), "");
  expect(news(dataDirectory)).toBeNull();
});

test("a folder that is there but empty may be a disk that is not mounted", () => {
  expect(news(folder)).toMatch(/^The data folder is empty: .*\n.* mount their disk/);
});

test("nobody misses images in a folder that keeps none", () => {
  expect(news(folder, ELSEWHERE)).toBeNull();
  expect(news(folder, { OXIDE_API_URL: "https://oxide.example" })).toBeNull();
  const made = join(folder, "made");
  expect(news(made, ELSEWHERE)).toBe(`A new, empty data folder was made: ${made}`);
});
