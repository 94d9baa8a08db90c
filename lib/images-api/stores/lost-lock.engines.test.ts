import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDatabase } from "@/e2e/support/engines/run-engines";
import { MovedApi, sha256Of } from "@/lib/images-api/migrate/moved-api.fixture";
import { eventually } from "@/lib/utils/eventually.fixture";

const TOKEN = "admin-token-of-the-lost-lock-tests";
const BYTES = new Uint8Array(1_000).fill(7);

let folder: string;
let url: string;
let api: MovedApi;
/** Somebody else on the same database: reads and writes rows, and takes locks. */
let other: Client;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "images-lost-lock-"));
  url = await createDatabase();
  const database = { url, poolSize: 4, statementTimeoutMs: 10_000 };
  api = await MovedApi.open({ dataDirectory: folder, database, bucket: null }, TOKEN);
  other = new Client({ connectionString: url });
  await other.connect();
});
afterEach(async () => {
  await other.end();
  await api.close();
  await rm(folder, { recursive: true });
});

/** Advisory locks of this database: `pg_locks` lists those of all. */
const LOCKS =
  "pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())";

/** Somebody waits for the server's locks and gets them the moment its connection breaks, as a move of the rows would. */
async function takeLocks(): Promise<void> {
  const { rows: held } = await other.query<{ classid: number; objid: number; pid: number }>(
    `select classid::bigint::int, objid::bigint::int, pid from ${LOCKS}`,
  );
  const calls = held.map(({ classid, objid }) => `pg_advisory_lock(${classid}, ${objid})`);
  const taking = other.query(`select ${calls.join(", ")}`);
  const breaker = new Client({ connectionString: url });
  await breaker.connect();
  await eventually(async () => {
    expect((await breaker.query(`select 1 from ${LOCKS} and not granted`)).rows).toHaveLength(1);
  });
  await breaker.query("select pg_terminate_backend($1)", [held[0]?.pid]);
  await breaker.end();
  await taking;
}

const giveLocksBack = () => other.query("select pg_advisory_unlock_all()");

async function areHeld(): Promise<boolean> {
  return (await other.query(`select 1 from ${LOCKS}`)).rows.length > 0;
}

function note(place: string): Promise<unknown> {
  return other.query("update store_facts set value = $1 where name = 'place_of_bytes'", [place]);
}

/** Every row that a server changes when it works, jobs included. */
async function rows(): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const table of ["images", "audit_entries", "work_rounds", "tokens"]) {
    found.push((await other.query(`select * from ${table} order by 1`)).rows);
  }
  return found;
}

test("a server without its lock answers 503 and leaves rows and bytes alone, and goes on once it has it again", async () => {
  const id = await api.create("debian");
  const { url: partUrl } = await api.request("POST", `/v2/images/${id}/parts`, { part_id: 1 });
  await takeLocks();
  const before = await rows();
  await eventually(async () => {
    await expect(api.create("ubuntu")).rejects.toThrow(/503.*"api_error".*lost its lock/);
  });
  const part = await fetch(partUrl, { method: "PUT", body: BYTES });
  expect({ status: part.status, text: await part.text() }).toEqual({
    status: 503,
    text: expect.stringContaining("lost its lock"),
  });
  await expect(api.request("DELETE", `/v2/images/${id}`)).rejects.toThrow("503");
  expect(await rows()).toEqual(before);

  await giveLocksBack();
  await eventually(() => api.sendPart(id, 1, BYTES));
  expect(await api.complete(id, sha256Of(BYTES))).toMatchObject({ upload_status: "completed" });
});

test("rows that were moved while the lock was lost stay untouched, jobs included, until they are opened again", async () => {
  const id = await api.upload("debian", BYTES);
  await takeLocks();
  await note("moved elsewhere disk");
  // Due from now on: the job that verifies looks every few seconds, and whoever completes an image wakes it.
  await other.query("update images set status = 'uploading', sha256 = $1, uploaded_at = 1 where id = $2", [
    sha256Of(BYTES),
    id,
  ]);
  const before = await rows();
  // Whoever looks what is noted waits, so that it is seen to have the lock, and not to rely on it yet.
  await other.query("begin; lock table store_facts");
  await giveLocksBack();
  await eventually(async () => expect(await areHeld()).toBe(true));
  await expect(api.request("GET", `/v2/images/${id}`)).rejects.toThrow("503");
  await other.query("rollback");
  await eventually(async () => expect(await areHeld()).toBe(false));
  await expect(api.request("GET", `/v2/images/${id}`)).rejects.toThrow("503");
  expect(await rows()).toEqual(before);

  await note("disk");
  await eventually(async () => {
    expect(await api.request("GET", `/v2/images/${id}`)).toMatchObject({ upload_status: "completed" });
  });
});
