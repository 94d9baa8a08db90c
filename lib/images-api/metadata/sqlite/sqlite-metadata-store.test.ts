import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeMetadataStore } from "@/lib/images-api/metadata/conformance";
import { makeVerifyingImage } from "@/lib/images-api/metadata/conformance/images";
import { claimDeletedQuery, claimFailedQuery, failStaleQuery } from "@/lib/images-api/metadata/sql/due-images";
import { openDatabase, openSqliteMetadataStore } from "./sqlite-metadata-store";

let folder: string;
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "images-metadata-"));
});

afterAll(() => rm(folder, { recursive: true }));

const newFile = () => join(folder, `${files++}.db`);

describeMetadataStore("SQLite", async () => {
  const file = newFile();
  return () => openSqliteMetadataStore(file);
});

test("rows are there after closing and opening again", async () => {
  const file = newFile();
  const before = await openSqliteMetadataStore(file);
  await before.createImage({ id: "image_1", owner: "ada", name: "debian", createdAt: 1_000 });
  await before.close();
  const after = await openSqliteMetadataStore(file);
  expect((await after.findImage("image_1"))?.name).toBe("debian");
  await after.close();
});

test("two programs see each other's rows, and a name is unique across both", async () => {
  const file = newFile();
  const [server, command] = [await openSqliteMetadataStore(file), await openSqliteMetadataStore(file)];
  await server.createImage({ id: "image_1", owner: "ada", name: "debian", createdAt: 1_000 });
  expect(await command.setPublic("image_1", true)).toBe(true);
  expect((await server.findImage("image_1"))?.isPublic).toBe(true);
  expect(await command.createImage({ id: "image_2", owner: "ada", name: "debian", createdAt: 2 })).toBe("name_taken");
  await Promise.all([server.close(), command.close()]);
});

test("a migration that was cut before it was noted runs again", async () => {
  const file = newFile();
  const before = await openDatabase(file);
  await sql`insert into tokens (id, hash, owner, role, created_at) values ('token_1', ${"0f".repeat(32)}, 'ada', 'admin', 1)`.execute(
    before,
  );
  await sql`delete from kysely_migration`.execute(before);
  await before.destroy();
  const after = await openSqliteMetadataStore(file);
  expect(await after.listTokens()).toHaveLength(1);
  await after.close();
});

test("images of a database that is older have no instants but those that were kept then", async () => {
  const file = newFile();
  const before = await openDatabase(file);
  for (const column of ["uploaded_at", "finished_at", "is_verified", "verifier", "verifier_until"]) {
    await sql`alter table images drop column ${sql.ref(column)}`.execute(before);
  }
  await sql`delete from kysely_migration where name <> '0001_first_tables'`.execute(before);
  await sql`insert into images (id, owner, name, status, created_at, active_at, sha256, size_bytes)
    values ('image_1', 'ada', 'debian', 'completed', 1000, 2000, ${"0f".repeat(32)}, 5)`.execute(before);
  await before.destroy();
  const after = await openSqliteMetadataStore(file);
  expect(await after.findImage("image_1")).toMatchObject({
    status: "completed",
    createdAt: 1_000,
    uploadedAt: null,
    finishedAt: null,
    isVerified: true,
  });
  await after.close();
});

test("a server's start frees what the one before had claimed, also of an image that is restored only then", async () => {
  const file = newFile();
  const before = await openSqliteMetadataStore(file, undefined, { asServer: true });
  for (const id of ["image_1", "image_2"]) {
    await makeVerifyingImage(before, id);
    expect(await before.claims.claimVerification(id, 600_000)).toBe(true);
  }
  await before.deleteImage("image_2", "ada", 2_000);
  await before.close();
  const after = await openSqliteMetadataStore(file, undefined, { asServer: true });
  await after.restoreImage("image_2", "ada", 3_000);
  expect(await after.claims.claimVerifications(5, 1_000)).toHaveLength(2);
  await after.close();
});

test("what is due for many images is done for all of them, a bounded number at once", async () => {
  const file = newFile();
  const [database, store] = [await openDatabase(file), await openSqliteMetadataStore(file)];
  await sql`with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 1200)
    insert into images (id, owner, name, status, created_at, active_at, deleted_at)
    select 'image_' || n, 'ada', n, 'started', 1000, 1000, case n % 2 when 0 then 2000 end from numbers`.execute(
    database,
  );
  expect(await failStaleQuery(database, 1_500, "given up", 3_000).execute()).toHaveLength(500);
  expect(await store.failStale(1_500, "given up", 3_000)).toHaveLength(100);
  expect(await claimFailedQuery(database, 3_000).execute()).toHaveLength(500);
  expect(await claimDeletedQuery(database, 2_001, 3_000).execute()).toHaveLength(500);
  expect(await store.claimRemovable(2_001, 3_000)).toHaveLength(200);
  await Promise.all([database.destroy(), store.close()]);
});

test("a database of a newer version is refused", async () => {
  const file = newFile();
  const newer = await openDatabase(file);
  await sql`insert into kysely_migration values ('9999_from_the_future', '2030-01-01')`.execute(newer);
  await newer.destroy();
  await expect(openSqliteMetadataStore(file)).rejects.toThrow("9999_from_the_future");
});
