import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { movePlaceOfBytes } from "@/lib/images-api/metadata/sql/store-facts";
import { openDatabase, openSqliteMetadataStore } from "./sqlite-metadata-store";

let folder: string;
let store: Awaited<ReturnType<typeof openSqliteMetadataStore>>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "images-state-"));
  store = await openSqliteMetadataStore(join(folder, "images.db"));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const NONE = { started: 0, uploading: 0, verifying: 0, completed: 0, failed: 0, deleted: 0 };

test("images are counted by where they stand, each once", async () => {
  expect(await store.countImages()).toEqual(NONE);
  for (const id of ["image_a", "image_b", "image_c", "image_d", "image_e", "image_f"]) {
    await store.createImage({ id, owner: "ada", name: id, createdAt: 1 });
    if (id !== "image_a") await store.recordPart(id, 2);
  }
  for (const id of ["image_c", "image_d"]) await store.beginVerification(id, "a".repeat(64), 3);
  await store.completeImage("image_d", 7, 4);
  await store.failImage("image_e", "It was given up.", 4);
  await store.deleteImage("image_f", "ada", 5);
  expect(await store.countImages()).toEqual({
    started: 1,
    uploading: 1,
    verifying: 1,
    completed: 1,
    failed: 1,
    deleted: 1,
  });
});

test("tables that were just opened are of this version, and closed ones do not answer", async () => {
  expect(await store.tablesAreCurrent()).toBe(true);
  const closed = await openSqliteMetadataStore(join(folder, "images.db"));
  await closed.close();
  await expect(closed.tablesAreCurrent()).rejects.toThrow();
});

test("rows that were moved while they are open are of no use any more", async () => {
  await store.placeOfBytes("disk");
  expect(await store.tablesAreCurrent()).toBe(true);
  const move = await openDatabase(join(folder, "images.db"));
  await movePlaceOfBytes(move, "moved move-1 disk");
  await move.destroy();
  expect(await store.tablesAreCurrent()).toBe(false);
});
