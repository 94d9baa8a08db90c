import { randomBytes } from "node:crypto";
import { link, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BackupTest, filesIn } from "./backup.fixture";

// Every part and row is put on the disk, for which a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let backup: BackupTest;

beforeEach(async () => {
  backup = await BackupTest.open();
  for (const number of [1, 2, 3, 4]) await backup.kept.complete(`image_${number}`, randomBytes(1000 * number));
  await backup.kept.stores.upload("image_open", randomBytes(50), randomBytes(60));
  await backup.backUp();
});
afterEach(() => backup.dispose());

const refused = (says: string) => expect(backup.restore({ dataDirectory: backup.restored })).rejects.toThrow(says);

/** Another file in its place: one that shares its bytes with DATA_DIR stays out of it. */
async function damage(path: string, size = 2000): Promise<void> {
  await rm(path);
  await writeFile(path, randomBytes(size));
}

async function openPart(partNumber: number): Promise<string> {
  const [run = ""] = await readdir(join(backup.folder, "runs"));
  return join(backup.folder, "runs", run, "parts", "image_open", String(partNumber));
}

test("a folder with rows or bytes, or on which a server runs, is refused and stays as it is", async () => {
  for (const name of ["images.db", "images.db-wal", "objects"]) {
    await mkdir(join(backup.restored, name), { recursive: true });
    await refused("is not empty");
    expect(await readdir(backup.restored)).toEqual([name]);
    await rm(backup.restored, { recursive: true });
  }
  const before = await filesIn(join(backup.kept.directory, "objects"));
  await expect(backup.restore({ dataDirectory: backup.kept.directory })).rejects.toThrow("Stop a server that uses it");
  expect(await filesIn(join(backup.kept.directory, "objects"))).toEqual(before);
});

test("secrets that are there stay, and nothing is left beside what was restored", async () => {
  await mkdir(backup.restored, { mode: 0o700 });
  for (const name of ["session-secret", "signing-key", "ended-sessions"]) {
    await writeFile(join(backup.restored, name), randomBytes(32), { mode: 0o600 });
  }
  await backup.restore({ dataDirectory: backup.restored });
  const names = await readdir(backup.restored);
  expect(names.toSorted()).toEqual(["ended-sessions", "images.db", "objects", "session-secret", "signing-key"]);
});

test("a damaged image stops the restore; the others can be had, and its owner is told", async () => {
  await damage(join(backup.folder, "images", "image_2", "1"));
  await rm(join(backup.folder, "images", "image_3"), { recursive: true });
  await damage(await openPart(2));
  await expect(backup.restore()).rejects.toThrow("image_2, image_3, image_open");
  expect(await readdir(backup.restored)).toEqual([]);
  const summary = await backup.restore({ acceptDamaged: true });
  expect(summary).toMatchObject({ damaged: ["image_2", "image_3"], incomplete: ["image_open"] });
  const found = await backup.findings();
  expect(found.map(({ kind, imageId }) => [kind, imageId])).toEqual([
    ["marked_damaged", "image_2"],
    ["marked_damaged", "image_3"],
  ]);
  await backup.withRestored(async ({ stores: { metadata, objects } }) => {
    expect(await objects.listParts("image_open")).toEqual([{ partNumber: 1, sizeBytes: 50 }]);
    expect((await metadata.findImage("image_2"))?.failureReason).toContain("changed on the server's disk");
    expect((await metadata.findImage("image_3"))?.failureReason).toContain("not on the server's disk any more");
    expect(await metadata.findImage("image_1")).toMatchObject({ status: "completed" });
  });
});

test("a backup that is none, or whose rows are damaged or gone, is refused", async () => {
  const [run = ""] = await readdir(join(backup.folder, "runs"));
  const rows = join(backup.folder, "runs", run, "images.db");
  await damage(rows);
  await expect(backup.restore()).rejects.toThrow("is not as it was backed up");
  await rm(rows);
  await expect(backup.restore()).rejects.toThrow("has lost its database");
  await rm(join(backup.folder, "manifest.json"));
  await expect(backup.restore()).rejects.toThrow("There is no backup in");
  expect(await readdir(backup.restored)).toEqual([]);
});

test("a manifest leads to no path outside the backup", async () => {
  const manifest = join(backup.folder, "manifest.json");
  const text = (await filesIn(backup.folder)).get("manifest.json")?.bytes.toString() ?? "";
  for (const [from, to] of [
    [/"image_1"/, `"../../escape"`],
    [/"run":"[^"]*"/, `"run":"../elsewhere"`],
    [/"number":1,/, `"number":"../1",`],
  ] as const) {
    await writeFile(manifest, text.replace(from, to));
    await expect(backup.restore()).rejects.toThrow("is damaged");
  }
});

test("a backup of an older version is brought up to date; one of a newer version is refused", async () => {
  const { directory } = backup.kept;
  await backup.kept.dispose({ keep: true });
  const database = new SqliteDatabase(join(directory, "images.db"));
  database.exec("insert into kysely_migration (name, timestamp) values ('9999_later', '2100-01-01T00:00:00.000Z')");
  await backup.backUp();
  await expect(backup.restore()).rejects.toThrow("made by a newer version");
  expect(await readdir(backup.restored)).toEqual([]);

  database.exec("drop table audit_entries; alter table tokens drop column expires_at");
  for (const column of ["uploaded_at", "finished_at"]) database.exec(`alter table images drop column ${column}`);
  database.exec("delete from kysely_migration where name > '0001_first_tables'");
  database.close();
  await backup.backUp();
  await backup.restore();
  expect(await backup.findings()).toEqual([]);
  await backup.withRestored(async ({ stores: { metadata } }) => {
    expect(await metadata.findImage("image_1")).toMatchObject({ status: "completed", uploadedAt: null });
  });
});

test("a restore that was killed before its last step can be repeated", async () => {
  await backup.restore();
  const staging = join(backup.restored, "restoring");
  await mkdir(staging);
  // Between the two last steps: the bytes are in place, the rows not yet.
  await rename(join(backup.restored, "images.db"), join(staging, "images.db"));
  await rm(join(backup.restored, "images.db-wal"), { force: true });
  await rm(join(backup.restored, "images.db-shm"), { force: true });
  await backup.restore({ dataDirectory: backup.restored });
  expect(await backup.findings()).toEqual([]);
  // After the last one, before the tidying: it is done, and whatever was added since stays.
  await mkdir(staging);
  await link(join(backup.restored, "images.db"), join(staging, "images.db"));
  await refused("is not empty");
  expect(await backup.findings()).toEqual([]);
});

test("a server that is started while the restore copies keeps its folder", async () => {
  let started: Promise<void> | undefined;
  const onProgress = () => void (started ??= backup.withRestored(() => Promise.resolve()));
  const restoring = backup.restore({ onProgress });
  await expect(restoring).rejects.toThrow("A server was started on");
  await started;
  expect((await readdir(backup.restored)).filter((name) => name.startsWith("restoring"))).toEqual([]);
});
