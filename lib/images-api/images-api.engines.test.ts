import { createHash, randomBytes } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { Postgres } from "@/e2e/support/engines/postgres";
import { createBucket } from "@/e2e/support/engines/run-engines";
import { createSchema } from "@/e2e/support/engines/schemas";
import { eventually } from "@/lib/utils/eventually.fixture";
import { ServedApi, type ServedStores } from "./served-api.fixture";

const BYTES = randomBytes(100_000);
const DIGEST = createHash("sha256").update(BYTES).digest("hex");

const started: ServedApi[] = [];
let engine: Postgres | undefined;

afterEach(async () => {
  await Promise.all(started.splice(0).map((served) => served.remove()));
  await engine?.stop();
  engine = undefined;
});

type Options = NonNullable<Parameters<typeof ServedApi.start>[0]>;

async function start(stores: ServedStores, options: Options = {}): Promise<ServedApi> {
  const served = await ServedApi.start({ ...options, stores });
  started.push(served);
  return served;
}

const databaseAt = (url: string) => ({ url, poolSize: 4, statementTimeoutMs: 10_000 });
const newDatabase = async () => databaseAt(await createSchema());

async function newBucket() {
  const { bucket: name, endpoint, region, accessKeyId, secretAccessKey } = await createBucket();
  const credentials = { accessKeyId, secretAccessKey };
  return { name, region, endpoint: new URL(endpoint), publicEndpoint: null, forcePathStyle: true, credentials };
}

/** Of the server that made it. */
const tokenOf = (...servers: ServedApi[]) => servers.map(({ api }) => api?.firstAdminToken).find(Boolean) ?? "";

async function uploadAndComplete(served: ServedApi, admin: string, name = "debian") {
  const id = await served.upload(admin, name, BYTES);
  const { body } = await served.request(admin, "POST", `/v2/images/${id}/complete`, { sha256: DIGEST });
  return { ...body, id };
}

test.each([
  { rows: "Postgres", bytes: "a bucket" },
  { rows: "Postgres", bytes: "disk" },
  { rows: "SQLite", bytes: "a bucket" },
])("rows in $rows go with bytes in $bytes: an image comes, is verified and goes out again", async ({ rows, bytes }) => {
  const served = await start({
    database: rows === "Postgres" ? await newDatabase() : null,
    bucket: bytes === "disk" ? null : await newBucket(),
  });
  const admin = tokenOf(served);
  const image = await uploadAndComplete(served, admin);
  expect(image).toMatchObject({ upload_status: "completed", sha256: DIGEST, sha256_verified: true, size: 100_000 });
  const { url } = (await served.request(admin, "GET", `/v2/images/${image.id}/download`)).body;
  expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(BYTES)).toBe(true);
  const checks = served.api?.healthChecks({ minFreeDiskBytes: 0 }) ?? [];
  expect(checks.map(({ name }) => name)).toContain("objects");
  for (const check of checks) expect(await check.run()).toBeNull();
  expect(checks.some(({ name }) => name === "disk")).toBe(bytes === "disk");
});

test("two servers that start at once on an empty database make one token, and it is good on both", async () => {
  const stores = { database: await newDatabase(), bucket: await newBucket() };
  const both = await Promise.all([start(stores), start(stores)]);
  expect(both.filter(({ api }) => api?.firstAdminToken !== null)).toHaveLength(1);
  const [one, other] = both;
  const id = await one.upload(tokenOf(...both), "debian", BYTES);
  const path = `/v2/images/${id}/complete`;
  const answers = await Promise.all(
    both.map((served) => served.request(tokenOf(...both), "POST", path, { sha256: DIGEST })),
  );
  for (const { body } of answers) expect(body).toMatchObject({ upload_status: "completed" });
  expect((await other.request(tokenOf(...both), "GET", "/v2/images")).body.data).toMatchObject([{ id }]);
});

test("uploads that are not verified say so", async () => {
  const served = await start({ bucket: await newBucket(), verifyUploads: false });
  const image = await uploadAndComplete(served, tokenOf(served));
  expect(image).toMatchObject({ upload_status: "completed", sha256: DIGEST, sha256_verified: false, size: 100_000 });
});

test("where bytes are in a bucket a link to the disk leads nowhere, and says so", async () => {
  const served = await start({ bucket: await newBucket() });
  const url = `http://127.0.0.1:${served.port}/objects/image_1/parts/1`;
  const response = await fetch(url, { method: "PUT", body: new Uint8Array(BYTES) });
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining("Ask for a new one") } });
});

test("a start whose bucket is not where the bytes are is refused", async () => {
  const database = await newDatabase();
  const served = await start({ database, bucket: await newBucket() });
  await served.stop();
  const problem = { store: "place", noted: expect.stringMatching(/^s3 /), configured: "disk" };
  await expect(start({ database })).rejects.toMatchObject({ name: "StoreError", problem });
});

test("a bucket that is not there and a key that is wrong are told at once, and may be corrected", async () => {
  const [bucket, database] = [await newBucket(), await newDatabase()];
  const missing = { ...bucket, name: "no-such-bucket" };
  const problem = { store: "bucket" };
  await expect(start({ database, bucket: missing })).rejects.toMatchObject({ name: "StoreError", problem });
  await start({ database, bucket });
  const credentials = { ...bucket.credentials, secretAccessKey: "a wrong secret" };
  const error: unknown = await start({ bucket: { ...bucket, credentials } }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: "StoreError", problem: { store: "bucket" } });
  expect(String(error)).not.toContain("a wrong secret");
});

test("a database that is away is waited for at the start, and in the middle all goes on when it is back", async () => {
  engine = await Postgres.start();
  const database = databaseAt(await engine.createDatabase());
  await engine.kill();
  await expect(start({ database, patienceMs: 0 })).rejects.toMatchObject({ problem: { store: "database" } });

  const starting = start({ database, bucket: await newBucket() });
  await engine.startAgain();
  const served = await starting;
  const admin = tokenOf(served);
  const id = await served.upload(admin, "debian", BYTES);
  await engine.kill();
  const away = await served.request(admin, "GET", `/v2/images/${id}`);
  expect(away.status).toBe(503);
  expect(away.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(JSON.stringify(away.body)).not.toContain("127.0.0.1");
  await engine.startAgain();
  // Until the server holds its lock on the rows again it asks for a little patience.
  await eventually(async () => {
    const { body } = await served.request(admin, "POST", `/v2/images/${id}/complete`, { sha256: DIGEST });
    expect(body).toMatchObject({ upload_status: "completed", sha256_verified: true });
  });
});

test("a wrong password is told at once, and is not repeated", async () => {
  const url = new URL(await createSchema());
  url.password = "a-wrong-password";
  const error: unknown = await start({ database: databaseAt(url.href) }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: "StoreError", problem: { store: "database" } });
  expect(String(error)).toContain("password authentication failed");
  expect(String(error)).not.toContain("a-wrong-password");
});
