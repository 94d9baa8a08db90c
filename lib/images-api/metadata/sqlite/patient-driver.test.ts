import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { storageFault } from "@/lib/images-api/storage-fault";
import { openDatabase, openSqliteMetadataStore } from "./sqlite-metadata-store";

let directory: string;
let file: string;
let store: Awaited<ReturnType<typeof openSqliteMetadataStore>>;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "images-patience-"));
  file = join(directory, "images.db");
  store = await openSqliteMetadataStore(file);
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true, force: true });
});

const create = (id: string) => store.createImage({ id, owner: "ada", name: id, createdAt: 1 });

test("a change waits for another process's, and this one goes on meanwhile", async () => {
  const other = new SqliteDatabase(file);
  other.exec("begin exclusive");
  const waiting = create("image_1");
  // Whoever blocked this thread would never come here.
  await new Promise(setImmediate);
  other.exec("commit");
  other.close();
  expect(await waiting).toMatchObject({ id: "image_1" });
});

test("a change that found no room is undone whole, says so, and the next one is made", async () => {
  const database = await openDatabase(file);
  const pages = await sql<{ page_count: number }>`pragma page_count`.execute(database);
  await sql`pragma max_page_count = ${sql.lit(pages.rows[0]?.page_count ?? 0)}`.execute(database);
  const fill = database.transaction().execute(async (transaction) => {
    await sql`create table filling (bytes)`.execute(transaction);
    await sql`insert into filling values (zeroblob(1000000))`.execute(transaction);
  });
  expect(storageFault(await fill.catch((error: unknown) => error))).toMatchObject({ status: 507 });
  await sql`pragma max_page_count = 1000000`.execute(database);
  const again = database.transaction().execute((transaction) => sql`create table filling (bytes)`.execute(transaction));
  await expect(again).resolves.toBeDefined();
  await database.destroy();
});

test("nothing is written into a file that was taken away or replaced", async () => {
  await create("image_1");
  await rename(file, `${file}.old`);
  const error = await create("image_2").catch((thrown: unknown) => thrown);
  expect(storageFault(error)).toMatchObject({ status: 503, message: expect.stringContaining("not there") });
  new SqliteDatabase(file).close();
  await expect(create("image_3")).rejects.toThrow("replaced");
  await rm(file, { force: true });
  await rename(`${file}.old`, file);
  expect(await create("image_4")).toMatchObject({ id: "image_4" });
});
