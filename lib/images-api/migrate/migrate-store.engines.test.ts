import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Direction } from "./journal";
import { migrateStore, type MigrateOptions } from "./migrate-store";
import { MovedApi, type Place, sha256Of } from "./moved-api.fixture";
import { ADMIN_TOKEN, type Filled, fillFolder, newServers, type Uploaded } from "./moved-store.fixture";
import { openFolderRows, openServerRows, type RowsSide } from "./rows-side";
import { rowsSnapshot } from "./rows-snapshot.fixture";

let root: string;
let folder: string;
let filled: Filled;
let servers: Place;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "images-migrate-"));
  folder = join(root, "from");
  [filled, servers] = await Promise.all([fillFolder(folder), newServers(folder)]);
});
afterEach(() => rm(root, { recursive: true }));

function move(direction: Direction, options: Partial<MigrateOptions> = {}) {
  const { signal } = new AbortController();
  return migrateStore({ ...servers, direction, prepare: false, signal, onProgress: () => undefined, ...options });
}

async function rowsIn(side: Promise<RowsSide | null>): Promise<Record<string, unknown[]>> {
  const opened = await side;
  if (opened === null) throw new Error("There are no rows.");
  const rows = await rowsSnapshot(opened.database);
  await opened.close();
  return rows;
}

const folderRows = (dataDirectory = folder) => rowsIn(openFolderRows(dataDirectory, { make: false }));

function serverRows(): Promise<Record<string, unknown[]>> {
  if (servers.database === null) throw new Error("There is a database.");
  return rowsIn(openServerRows(servers.database));
}

test("every row and every byte goes to the servers, an upload goes on there, and all comes back", async () => {
  const before = await folderRows();
  const there = await move("servers");
  expect(there.bytes).toMatchObject({ images: 6, damaged: [], unreadable: [], incomplete: [] });
  expect(await serverRows()).toEqual(before);
  await expect(MovedApi.open({ dataDirectory: folder, database: null, bucket: null }, ADMIN_TOKEN)).rejects.toThrow();

  await withApi(servers, async (api) => {
    await expectImages(api);
    await api.sendPart(filled.uploading.id, 2, filled.uploading.parts[1] ?? new Uint8Array());
  });
  const changed = await serverRows();
  const back = join(root, "back");
  servers = { ...servers, dataDirectory: back };
  await move("folder");
  expect(await folderRows(back)).toEqual(changed);
  await withApi({ dataDirectory: back, database: null, bucket: null }, async (api) => {
    await expectImages(api);
    await expectCompletion(api, filled.uploading);
  });
});

async function withApi(place: Place, work: (api: MovedApi) => Promise<void>): Promise<void> {
  const api = await MovedApi.open(place, ADMIN_TOKEN);
  try {
    await work(api);
  } finally {
    await api.close();
  }
}

async function expectImages(api: MovedApi): Promise<void> {
  for (const { id, parts } of [filled.completed, filled.public]) {
    expect(sha256Of(await api.download(id))).toBe(sha256Of(...parts));
  }
}

async function expectCompletion(api: MovedApi, { id, parts }: Uploaded): Promise<void> {
  expect(await api.complete(id, sha256Of(...parts))).toMatchObject({ upload_status: "completed" });
  expect(sha256Of(await api.download(id))).toBe(sha256Of(...parts));
}
