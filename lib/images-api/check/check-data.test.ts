import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { chmod, mkdir, readdir, rename, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkData, type CheckOptions } from "./check-data";
import type { Finding } from "./finding";
import { KeptStore } from "./kept-store.fixture";

// Every part and row is put on the disk, for which a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let kept: KeptStore;

beforeEach(async () => {
  kept = await KeptStore.open();
});
afterEach(() => kept.dispose());

async function check(options: Partial<CheckOptions> = {}): Promise<Finding[]> {
  const { signal } = new AbortController();
  const defaults = { dataDirectory: kept.directory, quick: false, repair: false, signal, onProgress: () => undefined };
  return (await checkData({ ...defaults, ...options })).findings;
}

const repair = () => check({ repair: true });
const image = (id: string) => kept.stores.metadata.findImage(id);

function flipByte(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

test("nothing is wrong with images in every state", async () => {
  await kept.fill();
  expect(await check()).toEqual([]);
  expect(await repair()).toEqual([]);
});

test("one flipped byte is found, in that image alone, and its owner is told; nothing is removed", async () => {
  await kept.fill();
  await kept.complete("image_other", randomBytes(5_000_000));
  flipByte(kept.sealedPart("image_completed"));
  expect(await check({ quick: true })).toEqual([]);
  expect(await check()).toMatchObject([{ kind: "bytes_differ", severity: "problem", imageId: "image_completed" }]);
  expect(await image("image_completed")).toMatchObject({ status: "completed" });

  expect(await repair()).toMatchObject([{ repaired: expect.stringContaining("marked as failed") }]);
  const marked = await image("image_completed");
  expect(marked).toMatchObject({ status: "failed", bytesRemovedAt: null });
  expect(marked?.failureReason).toContain(String(marked?.sha256));
  expect(await check()).toMatchObject([{ kind: "marked_damaged", severity: "note" }]);
  await kept.stores.metadata.claimRemovable(0, Date.now());
  expect(await readdir(join(kept.directory, "objects", "sealed", "image_completed"))).toEqual(["1", "2"]);

  flipByte(kept.sealedPart("image_completed"));
  expect(await check({ quick: true })).toMatchObject([{ kind: "marked_damaged", severity: "note" }]);
  expect(await repair()).toMatchObject([{ kind: "bytes_back", repaired: "It is complete again." }]);
  expect(await image("image_completed")).toMatchObject({ status: "completed", failureReason: null });
  expect(await check()).toEqual([]);
});

test.each([
  { harm: "a part is deleted", by: () => rm(kept.sealedPart("image_completed", 2)), kind: "bytes_differ" },
  { harm: "a part is cut short", by: () => truncate(kept.sealedPart("image_completed"), 7), kind: "bytes_differ" },
  {
    harm: "all is deleted",
    by: () => rm(join(kept.directory, "objects", "sealed", "image_completed"), { recursive: true }),
    kind: "bytes_missing",
  },
])("$harm: sizes alone tell", async ({ by, kind }) => {
  await kept.fill();
  await by();
  expect(await check({ quick: true })).toMatchObject([{ kind, imageId: "image_completed" }]);
});

test("two images whose files were swapped are found, both and no others", async () => {
  await kept.fill();
  for (const id of ["image_a", "image_b"]) await kept.complete(id);
  const [a, b] = [kept.sealedPart("image_a"), kept.sealedPart("image_b")];
  await rename(a, `${a}.aside`);
  await rename(b, a);
  await rename(`${a}.aside`, b);
  expect((await check()).map(({ kind, imageId }) => [kind, imageId])).toEqual([
    ["bytes_differ", "image_a"],
    ["bytes_differ", "image_b"],
  ]);
});

test("an unfinished upload that lost its parts is told of; an emptied part is set aside, so that it is sent again", async () => {
  await kept.fill();
  await truncate(kept.openPart("image_open", 2), 0);
  expect(await repair()).toMatchObject([
    { kind: "part_empty", imageId: "image_open", repaired: expect.stringContaining("set-aside") },
  ]);
  expect(await check()).toMatchObject([{ kind: "set_aside", severity: "note" }]);
  expect(await kept.stores.objects.listParts("image_open")).toEqual([{ partNumber: 1, sizeBytes: 5000 }]);
  await rm(kept.openPart("image_open"));
  expect(await check()).toMatchObject([{ kind: "parts_missing", imageId: "image_open" }, { kind: "set_aside" }]);
});

test("an upload whose parts were closed after its row was copied can end after the repair", async () => {
  await kept.fill();
  await kept.stores.objects.seal("image_open");
  expect(await repair()).toMatchObject([{ kind: "sealed_too_early", imageId: "image_open" }]);
  expect(await check()).toEqual([]);
  expect(await kept.stores.objects.listParts("image_open")).toHaveLength(2);
});

test("folders that no row explains are set aside whole, and never over one another", async () => {
  await kept.fill();
  const objects = join(kept.directory, "objects");
  for (const round of ["first", "second"]) {
    await mkdir(join(objects, "sealed", "stray"));
    await writeFile(join(objects, "sealed", "stray", "1"), round);
    await mkdir(join(objects, "open", "image_unknown"));
    await mkdir(join(objects, "open", "image_completed"));
    const found = (await repair()).filter(({ kind }) => kind !== "set_aside");
    expect(found.map(({ kind }) => kind).toSorted()).toEqual(["folder_twice", "folder_unknown", "folder_unknown"]);
  }
  expect((await readdir(join(objects, "set-aside"))).toSorted()).toEqual([
    "open-image_completed",
    "open-image_completed-2",
    "open-image_unknown",
    "open-image_unknown-2",
    "sealed-stray",
    "sealed-stray-2",
  ]);
  expect(readFileSync(join(objects, "set-aside", "sealed-stray-2", "1"), "utf8")).toBe("second");
});

test("what crashes left over, and bytes that are to go, are notes: the server removes them", async () => {
  await kept.fill();
  const objects = join(kept.directory, "objects");
  await writeFile(join(objects, "incoming", "1-new"), "x");
  await writeFile(join(objects, "incoming", "1-old"), "x");
  await utimes(join(objects, "incoming", "1-old"), 1, 1);
  await mkdir(join(objects, "sealed", "image_purged"));
  await writeFile(join(objects, "sealed", "image_purged", "1"), "x");
  expect((await repair()).map(({ kind, severity }) => [kind, severity])).toEqual([
    ["bytes_to_remove", "note"],
    ["left_over", "note"],
  ]);
});

test("where no image has its bytes the disk is missing: no image is judged", async () => {
  await kept.fill();
  await rename(join(kept.directory, "objects"), join(kept.directory, "elsewhere"));
  expect(await repair()).toMatchObject([{ kind: "no_bytes_at_all", imageId: null, repaired: null }]);
  expect(await image("image_completed")).toMatchObject({ status: "completed" });
  await rename(join(kept.directory, "elsewhere"), join(kept.directory, "objects"));
});

test("others who may look into DATA_DIR are told of, and shut out", async () => {
  await chmod(kept.directory, 0o755);
  expect(await repair()).toMatchObject([{ kind: "open_to_others", repaired: "Closed to others." }]);
  expect(await check()).toEqual([]);
});

test("a damaged database is said to be one, instead of images", async () => {
  await kept.fill();
  await kept.dispose({ keep: true });
  const file = join(kept.directory, "images.db");
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 4096 * 2, 4096 * 6);
  writeFileSync(file, bytes);
  expect(await check()).toMatchObject([{ kind: "database_damaged", path: file }]);
  writeFileSync(file, "not a database at all, but a text that is long enough".repeat(100));
  expect(await check()).toMatchObject([{ kind: "database_damaged", path: file }]);
  await rm(file);
  kept = await KeptStore.open(kept.directory);
});

test("images that went between the look at their rows and that at their bytes are not called broken", async () => {
  for (const number of [1, 2, 3, 4, 5]) await kept.complete(`image_${number}`);
  const database = new SqliteDatabase(join(kept.directory, "images.db"));
  let isPurged = false;
  // Rows were read by then, and two images are looked at at once: neither of these was.
  const purge = () => {
    if (isPurged) return;
    isPurged = true;
    database.exec("update images set deleted_at = 1, bytes_removed_at = 1 where id in ('image_4', 'image_5')");
    for (const id of ["image_4", "image_5"]) rmSync(dirname(kept.sealedPart(id)), { recursive: true });
  };
  expect(await check({ repair: true, onProgress: purge })).toEqual([]);
  expect(isPurged).toBe(true);
  database.close();
});

test("images that come and go while they are looked at are not called broken", async () => {
  const over = new AbortController();
  let lives = 0;
  const busy = Promise.all(
    ["a", "b", "c"].map(async (lane) => {
      for (let life = 0; !over.signal.aborted; life++, lives++) {
        const id = `image_${lane}${life}`;
        await kept.complete(id);
        if (life % 2 === 0) await kept.purge(id);
      }
    }),
  );
  const found: Finding[] = [];
  for (let run = 0; run < 8; run++) found.push(...(await check()));
  over.abort();
  await busy;
  expect(found.filter(({ severity }) => severity === "problem")).toEqual([]);
  expect(lives).toBeGreaterThan(0);
  expect(await check()).toEqual([]);
});
