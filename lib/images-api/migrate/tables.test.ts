import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import { MOVED_TABLES, TABLES } from "./tables";

/** kysely's and SQLite's own. */
const THEIRS = /^(kysely_|sqlite_)/;

test("every table of the database is known to a move, and each that moves is copied", async () => {
  const folder = await mkdtemp(join(tmpdir(), "images-tables-"));
  const database = await openDatabase(join(folder, "images.db"));
  const tables = await database.introspection.getTables();
  await database.destroy();
  await rm(folder, { recursive: true });
  const names = tables.map(({ name }) => name).filter((name) => !THEIRS.test(name));
  expect(names.toSorted()).toEqual(Object.keys(TABLES).toSorted());
  const moved = Object.entries(TABLES).filter(([, { moves }]) => moves);
  expect([...MOVED_TABLES].toSorted()).toEqual(moved.map(([name]) => name).toSorted());
  for (const { name, columns } of tables) {
    const treatment = moved.find(([table]) => table === name)?.[1];
    if (treatment?.moves !== true) continue;
    expect(columns.map((column) => column.name)).toEqual(expect.arrayContaining([treatment.key, ...treatment.emptied]));
  }
});
