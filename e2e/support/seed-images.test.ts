import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { seedImages } from "./seed-images";

const NOW = Date.UTC(2030, 0, 1);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "images-seed-"));
});

afterEach(() => rm(folder, { recursive: true }));

test("ten thousand rows are quickly there, distinct, newest first, over two years", async () => {
  const begin = performance.now();
  const rows = await seedImages(folder, "ada", 10_000, { now: NOW });
  expect(performance.now() - begin).toBeLessThan(10_000);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(10_000);
  expect(new Set(rows.map(({ name }) => name)).size).toBe(10_000);
  const created = rows.map(({ created_at }) => created_at);
  expect(created).toEqual(created.toSorted((a, b) => b - a));
  expect(NOW - (created.at(-1) ?? 0)).toBe(2 * 365 * 24 * 60 * 60_000);
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(["started", "uploading", "completed", "failed"]));
});

test("the same seed gives the same images, another one others, and both an owner only once", async () => {
  const first = await seedImages(folder, "ada", 20, { now: NOW });
  const second = await seedImages(folder, "ada", 20, { now: NOW, seed: 2 });
  expect(second.map(({ id }) => id)).not.toEqual(first.map(({ id }) => id));
  await expect(seedImages(folder, "ada", 20, { now: NOW })).rejects.toThrow("UNIQUE");
  await rm(join(folder, "images.db"));
  expect(await seedImages(folder, "ada", 20, { now: NOW })).toEqual(first);
});
