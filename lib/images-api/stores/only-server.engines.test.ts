import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDatabase } from "@/e2e/support/engines/run-engines";
import { openPostgresMetadataStore } from "@/lib/images-api/metadata/postgres/postgres-metadata-store";
import { MovedApi, type Place } from "@/lib/images-api/migrate/moved-api.fixture";
import { newServers, type Servers } from "@/lib/images-api/migrate/moved-store.fixture";

const TOKEN = "admin-token-of-the-only-server-tests";

let root: string;
let database: Place["database"];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "images-only-server-"));
  database = { url: await createDatabase(), poolSize: 4, statementTimeoutMs: 10_000 };
});
afterEach(() => rm(root, { recursive: true }));

const onDisk = (name: string): Place => ({ dataDirectory: join(root, name), database, bucket: null });

test("of two servers with rows in Postgres and bytes on disk the second one is refused", async () => {
  const first = await MovedApi.open(onDisk("first"), TOKEN);
  await expect(MovedApi.open(onDisk("second"), TOKEN)).rejects.toThrow("keeps image bytes on its own disk");
  await first.close();
  await (await MovedApi.open(onDisk("first"), TOKEN)).close();
});

test("any number of servers work with a bucket", async () => {
  const servers: Servers = await newServers(join(root, "any"));
  const [first, second] = [await MovedApi.open(servers, TOKEN), await MovedApi.open(servers, TOKEN)];
  await first.close();
  await second.close();
});

test("a server that was killed is started again at once", async () => {
  const child = await startServer();
  const ended = once(child, "close");
  child.kill("SIGKILL");
  const store = await openPostgresMetadataStore(options());
  expect(await store.tablesAreCurrent()).toBe(true);
  await store.close();
  await ended;
});

function options() {
  if (database === null) throw new Error("The database is there during a test.");
  return { ...database, asServer: true, isOnlyServer: true };
}

/** A process that holds what a server holds. Resolves once it does. */
async function startServer(): Promise<ChildProcess> {
  const file = "@/lib/images-api/metadata/postgres/postgres-metadata-store";
  const script = `const { openPostgresMetadataStore } = await import(${JSON.stringify(file)});
    await openPostgresMetadataStore(${JSON.stringify(options())});
    console.log("open");`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout === null) throw new Error("Its output is a pipe.");
  await once(child.stdout, "data");
  return child;
}
