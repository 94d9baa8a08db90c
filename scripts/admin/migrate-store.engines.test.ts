import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { dataFiles } from "@/lib/images-api/data-files";
import { type BucketProxy, startProxy } from "@/lib/images-api/objects/s3/bucket-proxy.fixture";
import { eventually } from "@/lib/utils/eventually.fixture";
import { AdminCommand } from "./admin-command.fixture";
import { migrateStore } from "@/lib/images-api/migrate/migrate-store";
import { MovedApi, type Place, sha256Of } from "@/lib/images-api/migrate/moved-api.fixture";
import {
  ADMIN_TOKEN,
  fillFolder,
  type Filled,
  newServers,
  type Servers,
} from "@/lib/images-api/migrate/moved-store.fixture";
import { rowsSnapshot } from "@/lib/images-api/migrate/rows-snapshot.fixture";
import { lastAuditId, openFolderRows, openServerRows, type RowsSide } from "@/lib/images-api/migrate/rows-side";

/** A process that starts, and moves all, takes its time on a busy machine, in milliseconds. */
const PATIENTLY = { timeout: 60_000, interval: 20 };

/** Images that move side by side: no more are sent again when a move is killed. */
const IMAGES_AT_ONCE = 4;

let root: string;
let folder: string;
let filled: Filled;
let servers: Servers;
let proxy: BucketProxy;
/** Parts that were sent, by key and number. */
let sent: Map<string, number>;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "images-migrate-"));
  folder = join(root, "from");
  [filled, servers] = await Promise.all([fillFolder(folder), newServers(folder)]);
  proxy = await startProxy(servers.bucket.endpoint);
  servers.bucket.endpoint = proxy.endpoint;
  sent = new Map();
});
afterEach(async () => {
  await proxy.close();
  await rm(root, { recursive: true });
});

test(
  "every row and every byte goes to the servers, however often the move is killed, and comes back",
  { timeout: 180_000 },
  async () => {
    const before = await folderRows(folder);
    const lastId = await lastAuditIdIn(folder);
    await killWhileBytesMove();
    await killWhileRowsAreCopied();
    await killBeforeTheSwitch();
    await expect(MovedApi.open(servers, ADMIN_TOKEN)).rejects.toThrow("not complete");
    const { code, output } = await start().end();
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining("All rows are there") });
    // Of what an operator can do nothing about.
    expect(output).not.toContain("Warning");

    expect(await serverRows()).toEqual(before);
    expect([...sent.values()].filter((times) => times > 1).length).toBeLessThanOrEqual(IMAGES_AT_ONCE);
    await expect(MovedApi.open(local(folder), ADMIN_TOKEN)).rejects.toThrow("were moved");
    await withApi(servers, async (api) => {
      await expectImages(api);
      await api.sendPart(filled.uploading.id, 2, filled.uploading.parts[1] ?? new Uint8Array());
    });

    const changed = await serverRows();
    expect(newIds(before, changed).every((id) => id > lastId)).toBe(true);
    const back = join(root, "back");
    await migrateStore({ ...servers, dataDirectory: back, direction: "folder", ...QUIETLY });
    expect(await folderRows(back)).toEqual(changed);
    await withApi(local(back), async (api) => {
      await expectImages(api);
      const { id, parts } = filled.uploading;
      expect(await api.complete(id, sha256Of(...parts))).toMatchObject({ upload_status: "completed" });
      expect(sha256Of(await api.download(id))).toBe(sha256Of(...parts));
    });
  },
);

const QUIETLY = {
  prepare: false,
  signal: new AbortController().signal,
  onProgress: () => undefined,
  onEnding: () => undefined,
};

function start(): AdminCommand {
  return new AdminCommand(servers, "migrate-store", "--to", "servers");
}

/** Once some images are there and read again, and others are not. */
async function killWhileBytesMove(): Promise<void> {
  const command = start();
  let reads = 0;
  await new Promise<void>((resolve) => {
    proxy.decide = ({ method, url = "" }) => {
      const part = /images\/(image_[^?]+)\?.*partNumber=(\d+)/.exec(url);
      if (method === "PUT" && part !== null) sent.set(part[0], (sent.get(part[0]) ?? 0) + 1);
      if (method === "GET" && url.includes("GetObject") && ++reads === 3) resolve();
      return "pass";
    };
  });
  await command.kill();
}

/** Somebody holds a table, so that the move waits in the middle of its transaction. */
async function killWhileRowsAreCopied(): Promise<void> {
  await withPostgres(async (client) => {
    await client.query("begin; lock table audit_entries");
    const command = start();
    const waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%audit_entries%'";
    await expect.poll(() => countOf(waiting), PATIENTLY).toBe(1);
    await command.kill();
    await client.query("rollback");
  });
}

/** Somebody writes to the folder's database, so that the move waits before it marks it. */
async function killBeforeTheSwitch(): Promise<void> {
  const writer = new SqliteDatabase(dataFiles.metadata(folder));
  writer.exec("begin immediate");
  const command = start();
  await expect.poll(() => countOf("select 1 from tokens"), PATIENTLY).toBeGreaterThan(0);
  await command.kill();
  writer.close();
}

function countOf(query: string): Promise<number> {
  return withPostgres(async (client) => (await client.query(query)).rows.length);
}

async function withPostgres<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: servers.database.url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function local(dataDirectory: string): Place {
  return { dataDirectory, database: null, bucket: null };
}

const folderRows = (dataDirectory: string) => rowsIn(openFolderRows(dataDirectory, { make: false }));
const serverRows = () => rowsIn(openServerRows(servers.database));

/** Higher than that of any entry that is there, for the newest one was removed. */
async function lastAuditIdIn(dataDirectory: string): Promise<number> {
  const side = await openFolderRows(dataDirectory, { make: false });
  const id = side === null ? 0 : await lastAuditId(side);
  await side?.close();
  return id;
}

/** Of entries of the audit trail that were added. */
function newIds(before: Record<string, unknown[]>, after: Record<string, unknown[]>): number[] {
  const idSchema = z.array(z.looseObject({ id: z.number() }));
  const known = new Set(idSchema.parse(before["audit_entries"]).map(({ id }) => id));
  const ids = idSchema.parse(after["audit_entries"]).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(known.size);
  return ids.filter((id) => !known.has(id));
}

async function rowsIn(side: Promise<RowsSide | null>): Promise<Record<string, unknown[]>> {
  const opened = await side;
  if (opened === null) throw new Error("There are no rows.");
  const rows = await rowsSnapshot(opened.database);
  await opened.close();
  return rows;
}

async function withApi(place: Place, work: (api: MovedApi) => Promise<void>): Promise<void> {
  const api = await MovedApi.open(place, ADMIN_TOKEN);
  try {
    await work(api);
  } finally {
    await api.close();
  }
}

/** What was complete before the move, and what was being verified. */
async function expectImages(api: MovedApi): Promise<void> {
  const { verifying } = filled;
  await eventually(async () => {
    expect(await api.request("GET", `/v2/images/${verifying.id}`)).toMatchObject({ upload_status: "completed" });
  });
  await api.request("POST", `/v2/images/${filled.deleted.id}/restore`).catch(() => undefined);
  for (const { id, parts } of [filled.completed, filled.public, filled.deleted, verifying]) {
    expect(sha256Of(await api.download(id))).toBe(sha256Of(...parts));
  }
}
