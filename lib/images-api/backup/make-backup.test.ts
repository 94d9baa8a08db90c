import { randomBytes } from "node:crypto";
import { renameSync, writeFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { KeptStore } from "@/lib/images-api/check/kept-store.fixture";
import { BackupTest, filesIn } from "./backup.fixture";

// Every part and row is put on the disk, for which a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let backup: BackupTest;

beforeEach(async () => {
  backup = await BackupTest.open();
});
afterEach(() => backup.dispose());

test("images in every state come back byte for byte, for their owner's eyes only, and the uploads go on", async () => {
  const { kept } = backup;
  await kept.fill();
  await writeFile(join(kept.directory, "session-secret"), "a secret");
  await writeFile(join(kept.directory, "signing-key"), "another secret");
  const summary = await backup.backUp();
  expect(summary.images.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
    "image_completed completed",
    "image_deleted completed",
    "image_open unfinished",
    "image_started unfinished",
    "image_verifying unfinished",
  ]);
  const copied = await filesIn(backup.folder);
  expect([...copied.values()].filter(({ mode }) => (mode & 0o077) !== 0)).toEqual([]);
  expect([...copied.values()].filter(({ bytes }) => bytes.includes("secret"))).toEqual([]);

  expect(await backup.restore()).toMatchObject({ damaged: [], incomplete: [] });
  expect(await backup.findings()).toEqual([]);
  const before = await filesIn(join(kept.directory, "objects", "sealed"));
  const after = await filesIn(join(backup.restored, "objects"));
  for (const [path, { bytes }] of before) {
    const folder = path.startsWith("image_verifying") ? "open" : "sealed";
    expect(after.get(`${folder}/${path}`)?.bytes).toEqual(bytes);
    expect(after.get(`${folder}/${path}`)?.mode).toBe(0o600);
  }
  await backup.withRestored(async (restored) => {
    const { entries } = await restored.stores.metadata.listAudit({ limit: 1, action: "backup.restore" });
    expect(entries).toMatchObject([{ actor: "operator", outcome: "done" }]);
    for (const id of ["image_completed", "image_deleted", "image_purged", "image_failed", "image_started"]) {
      expect(await restored.stores.metadata.findImage(id)).toEqual(await kept.stores.metadata.findImage(id));
    }
    const parts = [1, 2].map((partNumber) => ({ partNumber, sizeBytes: partNumber === 1 ? 5000 : 7 }));
    expect(await restored.stores.objects.listParts("image_open")).toEqual(parts);
    const { url } = await restored.stores.objects.presignPart("image_open", 3);
    expect((await fetch(url, { method: "PUT", body: "third" })).status).toBe(200);
  });
});

test("a second run copies nothing that is there, and what went is removed from the backup", async () => {
  await backup.kept.complete("image_kept", randomBytes(5000));
  await backup.kept.complete("image_short");
  await backup.backUp();
  const first = await filesIn(join(backup.folder, "images"));
  await backup.kept.purge("image_short");
  await backup.kept.complete("image_new");
  const second = await backup.backUp();
  expect(second.copiedBytes + second.linkedBytes).toBe(1000);
  const files = await filesIn(join(backup.folder, "images"));
  expect([...files.keys()].toSorted()).toEqual(["image_kept/1", "image_new/1"]);
  expect(files.get("image_kept/1")?.inode).toBe(first.get("image_kept/1")?.inode);
  await backup.restore();
  expect(await backup.findings()).toEqual([]);
});

test("a run that counts stays, though what is not named any more cannot be removed", async () => {
  await backup.kept.complete("image_kept");
  await backup.backUp();
  const images = join(backup.folder, "images");
  const onProgress = (): void => {
    renameSync(images, join(backup.root, "images"));
    writeFileSync(images, "no folder");
  };
  await expect(backup.backUp({ onProgress })).rejects.toThrow("ENOTDIR");
  await rm(images);
  await rename(join(backup.root, "images"), images);
  expect(await backup.restore()).toMatchObject({ damaged: [], incomplete: [] });
  expect(await backup.findings()).toEqual([]);
});

test("an image that is completed, replaced in part or removed while others are copied is right afterwards", async () => {
  const { kept } = backup;
  const { metadata, objects } = kept.stores;
  for (const number of [1, 2, 3]) await kept.complete(`image_${number}`);
  await kept.complete("image_6_purged");
  const sha256 = await kept.stores.upload("image_7_open", randomBytes(3000));
  await kept.stores.upload("image_8_given_up", randomBytes(3000));
  let change: Promise<void> | undefined;
  // Two images are copied at once, so neither of these was begun when the first one is done.
  await backup.backUp({
    onProgress: ({ images }) => {
      if (images === 1) change ??= changeThem();
    },
  });
  await change;
  async function changeThem(): Promise<void> {
    await Promise.all([
      kept.purge("image_6_purged"),
      metadata.beginVerification("image_7_open", sha256, Date.now()).then(() => objects.seal("image_7_open")),
      metadata.failImage("image_8_given_up", "Given up.", Date.now()).then(() => objects.remove("image_8_given_up")),
    ]);
  }
  await backup.restore();
  expect((await backup.findings()).filter(({ severity }) => severity === "problem")).toEqual([]);
});

test("bytes that are wrong in DATA_DIR are told of, and never take the place of a good copy", async () => {
  const { kept } = backup;
  await kept.complete("image_good", randomBytes(5000));
  await backup.backUp();
  await kept.complete("image_late", randomBytes(5000));
  const good = await readFile(kept.sealedPart("image_good"));
  // Another file in its place, as a restored disk would have: a link to it would change with it.
  for (const id of ["image_good", "image_late"]) {
    await rm(kept.sealedPart(id));
    await writeFile(kept.sealedPart(id), randomBytes(5000));
  }
  const { images } = await backup.backUp();
  expect(images.map(({ id, kind }) => `${id} ${kind}`)).toEqual(["image_good completed", "image_late damaged"]);
  expect(await backup.restore()).toMatchObject({ damaged: ["image_late"] });
  expect(await readFile(join(backup.restored, "objects", "sealed", "image_good", "1"))).toEqual(good);
  expect(await backup.findings()).toMatchObject([{ kind: "marked_damaged", imageId: "image_late" }]);

  await kept.stores.metadata.markDamaged("image_good", "It changed.", Date.now());
  expect((await backup.backUp()).images.map(({ kind }) => kind)).toEqual(["completed", "damaged"]);
  await backup.restore();
  expect((await backup.findings()).map(({ kind }) => kind)).toEqual(["bytes_back", "marked_damaged"]);
});

test("an image that the disk cannot read holds up no other: it is told of, and the others are backed up", async () => {
  const { kept } = backup;
  await kept.complete("image_good");
  await kept.complete("image_unreadable");
  await kept.stores.upload("image_open", randomBytes(10), randomBytes(20));
  // What cannot be read as a file, whoever asks.
  for (const path of [kept.sealedPart("image_unreadable"), kept.openPart("image_open", 2)]) {
    await rm(path);
    await mkdir(path);
  }
  const { images } = await backup.backUp();
  expect(images.map(({ id, kind, size }) => `${id} ${kind} ${size}`)).toEqual([
    "image_good completed 1000",
    "image_open unfinished 10",
    "image_unreadable damaged 0",
  ]);
  expect(await backup.restore()).toMatchObject({ damaged: ["image_unreadable"] });
  expect((await backup.findings()).map(({ kind, imageId }) => [kind, imageId])).toEqual([
    ["marked_damaged", "image_unreadable"],
  ]);
});

test("a copy that changed in the backup is found with verify, and copied anew", async () => {
  await backup.kept.complete("image_kept", randomBytes(5000));
  await backup.backUp();
  const copy = join(backup.folder, "images", "image_kept", "1");
  const good = await readFile(copy);
  await rm(copy);
  await writeFile(copy, randomBytes(5000));
  await backup.backUp();
  await expect(backup.restore()).rejects.toThrow("1 of 1 images in the backup are not as they were backed up");
  await backup.backUp({ verify: true });
  expect(await readFile(copy)).toEqual(good);
});

test("a folder that is no place for a backup is refused, and stays as it is", async () => {
  await backup.kept.complete("image_kept");
  const { directory } = backup.kept;
  await symlink(directory, join(backup.root, "link"));
  await mkdir(join(backup.root, "photos"));
  await writeFile(join(backup.root, "photos", "1.jpg"), "x");
  await mkdir(backup.folder);
  for (const folder of [
    directory,
    join(directory, "backup"),
    join(backup.root, "link", "new"),
    join(directory, ".."),
  ]) {
    await expect(backup.backUp({ folder })).rejects.toThrow("lie in each other");
  }
  await expect(backup.backUp({ folder: join(backup.root, "photos") })).rejects.toThrow("holds something else");
  for (const [manifest, says] of [
    ["{}", "is not the manifest of a backup"],
    [`{"program":"images-dashboard backup","version":2,"complete":true}`, "a newer version of this program"],
  ] as const) {
    await writeFile(join(backup.folder, "manifest.json"), manifest);
    await expect(backup.backUp()).rejects.toThrow(says);
    expect([...(await filesIn(backup.folder)).keys()]).toEqual(["manifest.json"]);
  }
});

test("a data folder that lost its rows never empties the backup of what it had", async () => {
  await backup.kept.complete("image_kept");
  await backup.backUp();
  const before = [...(await filesIn(backup.folder)).keys()];
  const begunAnew = await KeptStore.open(await mkdtemp(join(backup.root, "data-")));
  try {
    await expect(backup.backUp({ dataDirectory: begunAnew.directory })).rejects.toThrow("lost its rows");
  } finally {
    await begunAnew.dispose();
  }
  expect([...(await filesIn(backup.folder)).keys()].toSorted()).toEqual(before.toSorted());
  expect(await backup.restore()).toMatchObject({ damaged: [] });
});

test("a stopped backup leaves the earlier one as it was, and none where there was none", async () => {
  await backup.kept.complete("image_1");
  const stopping = new AbortController();
  const stopped = { signal: stopping.signal, onProgress: () => stopping.abort(new Error("Stopped.")) };
  await backup.kept.complete("image_2");
  await backup.kept.complete("image_3");
  await backup.kept.complete("image_4");
  await expect(backup.backUp(stopped)).rejects.toThrow("Stopped.");
  await expect(backup.restore()).rejects.toThrow("was interrupted before it was complete");
  await backup.backUp();
  const before = await filesIn(backup.folder);
  await backup.kept.complete("image_5");
  await expect(backup.backUp(stopped)).rejects.toThrow("Stopped.");
  const after = await filesIn(backup.folder);
  for (const [path, { bytes }] of before) expect(after.get(path)?.bytes).toEqual(bytes);
  expect((await backup.restore()).manifest.images).toHaveLength(4);
});

test("two backups to one folder at once: the second one waits for nothing and says so", async () => {
  await backup.kept.complete("image_1");
  let second: Promise<unknown> | undefined;
  await backup.backUp({
    onProgress: () => void (second ??= expect(backup.backUp()).rejects.toThrow("Another backup")),
  });
  await second;
});
