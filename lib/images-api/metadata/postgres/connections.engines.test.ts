import { type Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSchema } from "@/e2e/support/engines/schemas";
import { makeImage } from "@/lib/images-api/metadata/conformance/images";
import type { Schema } from "@/lib/images-api/metadata/sql/schema";
import { storageFault } from "@/lib/images-api/storage-fault";
import { openPostgresDatabase, openPostgresMetadataStore } from "./postgres-metadata-store";

const LIMITS = { poolSize: 2, statementTimeoutMs: 300 };

let url: string;
let database: Kysely<Schema>;

beforeEach(async () => {
  url = await createSchema();
  database = await openPostgresDatabase({ url, ...LIMITS });
});
afterEach(() => database.destroy());

const faultOf = async (statement: Promise<unknown>) =>
  storageFault(await statement.catch((error: unknown) => error))?.message;

test("a statement that takes too long is given up, and its connection is of use again", async () => {
  expect(await faultOf(sql`select pg_sleep(600)`.execute(database))).toContain("busy");
  const { rows } = await sql<{ time: number }>`select 1700000000000::bigint as time`.execute(database);
  expect(rows).toEqual([{ time: 1_700_000_000_000 }]);
});

test("a change that waits too long for another one's lock is given up, whole", async () => {
  const store = await openPostgresMetadataStore({ url, ...LIMITS });
  await makeImage(store, { id: "image_1" });
  await database.transaction().execute(async (transaction) => {
    await sql`select 1 from images where id = 'image_1' for update`.execute(transaction);
    expect(await faultOf(store.deleteImage("image_1", "ada", 2_000))).toContain("busy");
  });
  expect(await store.findImage("image_1")).toMatchObject({ deletedAt: null });
  expect((await store.listAudit({ limit: 10 })).entries).toHaveLength(1);
  await store.close();
});

test("a connection that ends within a transaction ends that one only", async () => {
  const change = database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database);
    await sql`select 1`.execute(transaction);
  });
  expect(await faultOf(change)).toContain("does not answer");
  await expect(Promise.all([1, 2, 3].map(() => sql`select 1`.execute(database)))).resolves.toHaveLength(3);
});

test("who waits for a connection in vain hears that the database does not answer", async () => {
  const nobody = new URL(url);
  nobody.port = "1";
  expect(await faultOf(openPostgresMetadataStore({ url: nobody.href, ...LIMITS }))).toContain("does not answer");
  const wrong = new URL(url);
  wrong.password = "wrong";
  expect(await faultOf(openPostgresMetadataStore({ url: wrong.href, ...LIMITS }))).toContain("may not use");
});

test("a running server goes on with newer tables, and none is started on them", async () => {
  const store = await openPostgresMetadataStore({ url, ...LIMITS });
  await sql`insert into kysely_migration values ('9999_from_the_future', '2030-01-01')`.execute(database);
  expect(await store.tablesAreCurrent()).toBe(true);
  await makeImage(store, { id: "image_1" });
  await expect(openPostgresMetadataStore({ url, ...LIMITS })).rejects.toThrow("9999_from_the_future");
  await sql`delete from kysely_migration where name = '0004_shared_work'`.execute(database);
  expect(await store.tablesAreCurrent()).toBe(false);
  await store.close();
});

test("ids are in the order of their bytes, whatever language the database sorts by", async () => {
  const store = await openPostgresMetadataStore({ url, ...LIMITS });
  const ids = ["image_-", "image_0", "image_A", "image_Z", "image__", "image_a", "image_z"];
  for (const id of ids.toReversed()) await makeImage(store, { id });
  const { images } = await store.listImages({ owner: "ada", limit: 10, includeDeleted: false });
  expect(images.map(({ id }) => id)).toEqual(ids.toReversed());
  await store.close();
});
