import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { whyNotWhole } from "./whole-folder";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "images-whole-"));
  file = join(folder, "images.db");
});
afterEach(() => rm(folder, { recursive: true }));

function note(...statements: string[]): void {
  const database = new SqliteDatabase(file);
  for (const statement of statements) database.exec(statement);
  database.close();
}

test.each([
  ["disk", null],
  ["s3 images", "in the bucket images. Set S3_BUCKET"],
  ["moving one", "not complete"],
  ["moved one disk", "were moved"],
])("a folder that notes %s is told about so: %s", (place, told) => {
  note(
    "create table store_facts (name text, value text)",
    `insert into store_facts values ('place_of_bytes', '${place}')`,
  );
  if (told === null) expect(whyNotWhole(file)).toBeNull();
  else expect(whyNotWhole(file)).toContain(told);
});

test("a folder of before there were other places is whole, and one that cannot be read is for others to tell", async () => {
  note("create table images (id text)");
  expect(whyNotWhole(file)).toBeNull();
  await writeFile(file, "no database");
  expect(whyNotWhole(file)).toBeNull();
});
