import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AbortMultipartUploadCommand, DeleteObjectCommand } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MIN_PART_BYTES } from "@/lib/contract/limits";
import { openClients } from "@/lib/images-api/objects/s3/client";
import { objectKey } from "@/lib/images-api/objects/s3/keys";
import { Journal } from "./journal";
import { migrateStore } from "./migrate-store";
import type { EndingUploads } from "./move-bytes";
import { MovedApi, sha256Of } from "./moved-api.fixture";
import { ADMIN_TOKEN, bytes, newServers, type Servers } from "./moved-store.fixture";
import { openServerRows } from "./rows-side";
import { reopenRows } from "./reopen-rows";
import { s3Source } from "./s3-source";

const PARTS = [bytes(MIN_PART_BYTES), bytes(1_000)] as const;

let root: string;
let servers: Servers;
/** An upload that has sent its first part of two. */
let id: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "images-migrate-"));
  servers = await newServers(join(root, "folder"));
  const api = await MovedApi.open(servers, ADMIN_TOKEN);
  id = await api.upload("unfinished", PARTS[0]);
  await api.close();
});
afterEach(() => rm(root, { recursive: true }));

/** @returns what was told of uploads that end in the bucket */
async function moveToFolder(told: EndingUploads[] = []): Promise<EndingUploads[]> {
  const { signal } = new AbortController();
  const onEnding = (uploads: EndingUploads) => void told.push(uploads);
  const quietly = { signal, onProgress: () => undefined, onEnding };
  await migrateStore({ ...servers, direction: "folder", prepare: false, ...quietly });
  return told;
}

test("an upload that a move ended in the bucket begins anew there, and is not taken for whole before", async () => {
  expect(await moveToFolder()).toEqual([{ count: 1, first: [{ id, name: "unfinished" }] }]);
  expect(await reopenRows("servers", servers)).toBe(true);
  const api = await MovedApi.open(servers, ADMIN_TOKEN);
  await api.sendPart(id, 2, PARTS[1]);
  await expect(api.complete(id, sha256Of(...PARTS))).rejects.toThrow("part");
  await api.sendPart(id, 1, PARTS[0]);
  await api.complete(id, sha256Of(...PARTS));
  expect(sha256Of(await api.download(id))).toBe(sha256Of(...PARTS));
  await api.close();
});

test("a move that is refused for missing bytes ends no upload and tells of none", async () => {
  const api = await MovedApi.open(servers, ADMIN_TOKEN);
  const clients = openClients(servers.bucket);
  for (const name of ["one", "another"]) {
    const completed = await api.upload(name, PARTS[1]);
    await api.complete(completed, sha256Of(PARTS[1]));
    await clients.own.send(new DeleteObjectCommand({ Bucket: clients.bucket, Key: objectKey(completed) }));
  }
  clients.close();
  await api.close();
  const told: EndingUploads[] = [];
  await expect(moveToFolder(told)).rejects.toThrow("None of the 2 completed images");
  expect(told).toEqual([]);
  const again = await MovedApi.open(servers, ADMIN_TOKEN);
  await again.sendPart(id, 2, PARTS[1]);
  await again.complete(id, sha256Of(...PARTS));
  expect(sha256Of(await again.download(id))).toBe(sha256Of(...PARTS));
  await again.close();
});

test("an upload that went away before it was ended is left out, and does not hold up all others", async () => {
  const rows = await openServerRows(servers.database);
  const clients = openClients(servers.bucket);
  const journal = Journal.open(root, "folder", "a test");
  try {
    const { notes } = rows.metadata;
    const uploadId = (await notes.find(id))?.uploadId;
    // As a run leaves it that was killed just before it ended the upload.
    journal.closeSource(id, [{ partNumber: 1, sizeBytes: PARTS[0].length }]);
    await clients.own.send(
      new AbortMultipartUploadCommand({ Bucket: clients.bucket, Key: objectKey(id), UploadId: uploadId }),
    );
    const source = await s3Source({ clients, notes, journal }).image(id, true);
    expect(source).toMatchObject({ parts: [], lostParts: [1] });
  } finally {
    journal.close();
    clients.close();
    await rows.close();
  }
});
