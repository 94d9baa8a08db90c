import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqliteMetadataStore } from "./sqlite-metadata-store";
import { makeVersion3 } from "./version-3.fixture";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "images-older-"));
  file = join(folder, "older.db");
});
afterEach(() => rm(folder, { recursive: true }));

test("rows of version 3 are what they were", async () => {
  makeVersion3(file);
  const store = await openSqliteMetadataStore(file, undefined, { asServer: true });
  expect(await store.findImage("image_1")).toEqual({
    id: "image_1",
    owner: "ada",
    name: "debian",
    status: "completed",
    isPublic: false,
    createdAt: 1_000,
    activeAt: 3_000,
    uploadedAt: 2_000,
    finishedAt: 3_000,
    sha256: "ab".repeat(32),
    isVerified: true,
    sizeBytes: 5,
    failureReason: null,
    deletedAt: null,
    bytesRemovedAt: null,
  });
  expect(await store.listTokens()).toMatchObject([{ id: "token_1", expiresAt: null }]);
  expect((await store.listAudit({ limit: 5 })).entries).toMatchObject([{ id: 1, imageName: "debian" }]);
  expect(await store.placeOfBytes("s3 images"), "its bytes are where they were").toBe("disk");
  await store.close();
});

test("where nothing was kept yet, bytes may be anywhere", async () => {
  makeVersion3(file, { isEmpty: true });
  const store = await openSqliteMetadataStore(file);
  expect(await store.placeOfBytes("s3 images")).toBe("s3 images");
  await store.close();
});

test("tables of version 3 become those that a new database has", async () => {
  const fresh = join(folder, "fresh.db");
  makeVersion3(file, { isEmpty: true });
  for (const path of [file, fresh]) await (await openSqliteMetadataStore(path)).close();
  expect(structure(file)).toEqual(structure(fresh));
});

/** Columns and their types, keys, indexes and triggers, whatever words made them. */
function structure(path: string): unknown {
  const database = new SqliteDatabase(path, { readonly: true });
  const all = (statement: string): unknown[] => database.prepare(statement).all();
  const found = {
    tables: all(`select t.name, t.strict, c.name as column, c.type, c."notnull", c.dflt_value, c.pk
      from pragma_table_list t, pragma_table_xinfo(t.name) c where t.schema = 'main' order by 1, 3`),
    indexes:
      all(`select t.name, i.name as "index", i."unique", i.origin, i.partial, c.seqno, c.name as column, c.desc, c.coll
      from pragma_table_list t, pragma_index_list(t.name) i, pragma_index_xinfo(i.name) c where t.schema = 'main'
      order by 1, 2, c.seqno`),
    conditions:
      all(`select name, replace(replace(substr(sql, instr(lower(sql), ' where ')), char(10), ''), '  ', ' ') as condition
      from sqlite_master where type = 'index' and instr(lower(sql), ' where ') > 0 order by 1`),
    triggers: all("select name, tbl_name from sqlite_master where type = 'trigger'"),
  };
  database.close();
  return found;
}
