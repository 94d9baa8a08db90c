import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dataFiles } from "@/lib/images-api/data-files";
import { openClients } from "@/lib/images-api/objects/s3/client";
import { migrateStore, type MigrateOptions, type MigrateSummary } from "./migrate-store";
import { reopenRows } from "./reopen-rows";
import { MovedApi, type Place, sha256Of } from "./moved-api.fixture";
import { ADMIN_TOKEN, bytes, changeByte, newServers, type Servers, type Uploaded } from "./moved-store.fixture";

let root: string;
let folder: string;
let servers: Servers;
/** Two completed images. */
let sound: Uploaded;
let other: Uploaded;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "images-migrate-"));
  folder = join(root, "from");
  servers = await newServers(folder);
  const api = await MovedApi.open(local(), ADMIN_TOKEN);
  [sound, other] = [await completed(api, "sound"), await completed(api, "other")];
  await api.close();
});
afterEach(() => rm(root, { recursive: true }));

async function completed(api: MovedApi, name: string): Promise<Uploaded> {
  const parts = [bytes(50_000)];
  const id = await api.upload(name, ...parts);
  await api.complete(id, sha256Of(...parts));
  return { id, parts };
}

/** What whoever starts a server there reads. */
async function refusalOf(place: Place): Promise<Error> {
  const error: unknown = await MovedApi.open(place, ADMIN_TOKEN).catch((thrown: unknown) => thrown);
  if (error instanceof Error) return error;
  throw new Error("It started.");
}

const local = () => ({ dataDirectory: folder, database: null, bucket: null });

function move(options: Partial<MigrateOptions> = {}): Promise<MigrateSummary> {
  const { signal } = new AbortController();
  return migrateStore({
    ...servers,
    direction: "servers",
    prepare: false,
    signal,
    onProgress: () => undefined,
    onEnding: () => undefined,
    ...options,
  });
}

test("a damaged image is named, moved as it is and marked; nothing of the others is lost", async () => {
  await changeByte(folder, other);
  const { bytes: moved } = await move();
  expect(moved).toMatchObject({ images: 2, damaged: [{ id: other.id, damage: { kind: "digest" } }] });
  const api = await MovedApi.open(servers, ADMIN_TOKEN);
  expect(sha256Of(await api.download(sound.id))).toBe(sha256Of(...sound.parts));
  expect(await api.request("GET", `/v2/images/${other.id}`)).toMatchObject({ upload_status: "failed" });
  await api.close();
});

test("where no image has its bytes the disk is missing, and nothing is switched over", async () => {
  await rm(join(dataFiles.objects(folder), "sealed"), { recursive: true });
  await mkdir(join(dataFiles.objects(folder), "sealed"));
  await expect(move()).rejects.toThrow("Is the disk mounted");
  const api = await MovedApi.open(local(), ADMIN_TOKEN);
  await api.close();
});

test("bytes are prepared while a server runs, and the move itself is refused until it has ended and sends no more of them", async () => {
  const api = await MovedApi.open(local(), ADMIN_TOKEN);
  expect((await move({ prepare: true })).bytes).toMatchObject({ images: 2, sentBytes: 100_000 });
  await expect(move()).rejects.toThrow("Stop it");
  await api.request("DELETE", `/v2/images/${other.id}`);
  await api.close();
  expect((await move()).bytes).toMatchObject({ images: 2, sentBytes: 0 });
  await expect(move()).rejects.toThrow("nothing to move");
});

test("a server on the database keeps the move away from it", async () => {
  await move();
  const api = await MovedApi.open(servers, ADMIN_TOKEN);
  const back = { ...servers, dataDirectory: join(root, "back"), direction: "folder" } as const;
  await expect(move(back)).rejects.toThrow("A server works with this database");
  await api.close();
  await move(back);
  const { message } = await refusalOf(servers);
  expect(message).toContain(`to the folder ${back.dataDirectory}. Their bytes are there as well`);
});

test("a server that began on the empty database is not prepared for: what is made there would be replaced", async () => {
  const api = await MovedApi.open(servers, ADMIN_TOKEN);
  await expect(move({ prepare: true })).rejects.toThrow("A server works with this database");
  const id = await api.create("theirs");
  await api.close();
  await expect(move()).rejects.toThrow("not of this move");
  const again = await MovedApi.open(servers, ADMIN_TOKEN);
  expect(await again.request("GET", `/v2/images/${id}`)).toMatchObject({ id });
  await again.close();
});

test("rows do not go to a folder that has not the bytes which stay on disk", async () => {
  await move({ bucket: null });
  const back = { bucket: null, direction: "folder" } as const;
  await expect(move({ ...back, dataDirectory: join(root, "elsewhere") })).rejects.toThrow("Set DATA_DIR");
  await expect(move(back)).rejects.toThrow("take images.db");
  for (const ending of ["", "-wal", "-shm"]) await rm(dataFiles.metadata(folder) + ending, { force: true });
  await move(back);
  const api = await MovedApi.open(local(), ADMIN_TOKEN);
  expect(sha256Of(await api.download(sound.id))).toBe(sha256Of(...sound.parts));
  await api.close();
});

test("rows of others at the target are neither replaced nor mixed in", async () => {
  const api = await MovedApi.open(servers, ADMIN_TOKEN);
  await completed(api, "theirs");
  await api.close();
  await expect(move()).rejects.toThrow("not of this move");
});

test("bytes of others at the target are neither replaced nor mixed in", async () => {
  const clients = openClients(servers.bucket);
  await clients.own.send(
    new PutObjectCommand({ Bucket: servers.bucket.name, Key: "images/image_theirs", Body: Buffer.from("bytes") }),
  );
  clients.close();
  await expect(move()).rejects.toThrow("something already (image_theirs)");
});

test("a move that was asked for wrongly leaves nothing that would be in the way of the right one", async () => {
  const { bucket } = servers;
  const nobody = { ...bucket, endpoint: new URL("http://127.0.0.1:9") };
  await expect(move({ bucket: nobody })).rejects.toThrow("cannot be used");
  await expect(move({ bucket: { ...bucket, name: "mistyped" } })).rejects.toThrow("Correct S3_BUCKET");
  expect((await move()).bytes).toMatchObject({ images: 2 });
});

test("a move of rows that was cut short goes on, although somebody prepares what there is not to prepare", async () => {
  const rowsAlone = { bucket: null };
  await expect(move({ ...rowsAlone, signal: AbortSignal.abort() })).rejects.toThrow("aborted");
  expect(await move({ ...rowsAlone, prepare: true })).toMatchObject({ bytes: null, rows: null });
  expect((await move(rowsAlone)).rows).toMatchObject({ images: { rows: 2 } });
});

test("rows and bytes move one after the other, too", async () => {
  await move({ bucket: null });
  expect(await move()).toMatchObject({ plan: { rows: { move: false }, movesBytes: true } });
  const api = await MovedApi.open(servers, ADMIN_TOKEN);
  expect(sha256Of(await api.download(sound.id))).toBe(sha256Of(...sound.parts));
  await api.close();
});

test("rows that were moved are used again once somebody says so", async () => {
  await move({ bucket: null });
  const { hostname, port, pathname, password } = new URL(servers.database.url);
  const { message } = await refusalOf(local());
  expect(message).toContain(`to the database ${pathname.slice(1)} at ${hostname}, port ${port}. Their bytes stayed`);
  if (password !== "") expect(message).not.toContain(password);
  await expect(move({ database: null })).rejects.toThrow("moved already, to the database");
  expect(await reopenRows("folder", servers)).toBe(true);
  await (await MovedApi.open(local(), ADMIN_TOKEN)).close();
  expect(await reopenRows("folder", servers)).toBe(false);
});
