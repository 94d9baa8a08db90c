import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeFolder } from "@/lib/images-api/folder-lock";
import { MovedApi, sha256Of } from "@/lib/images-api/migrate/moved-api.fixture";

const TOKEN = "admin-token-of-the-removed-lock-tests";
const BYTES = new Uint8Array(1_000).fill(7);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "images-removed-lock-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a server whose lock was removed from the folder leaves rows and bytes alone while others may take them", async () => {
  const api = await MovedApi.open({ dataDirectory: folder, database: null, bucket: null }, TOKEN);
  const id = await api.create("debian");
  const { url } = await api.request("POST", `/v2/images/${id}/parts`, { part_id: 1 });
  const [lock, away] = [join(folder, "in-use.lock"), join(folder, "away.lock")];
  await rename(lock, away);
  takeFolder(folder).release();
  await expect(api.create("ubuntu")).rejects.toThrow(/503.*"api_error".*lost its lock/);
  await expect(api.request("GET", "/v2/images")).rejects.toThrow("503");
  const part = await fetch(url, { method: "PUT", body: BYTES });
  expect([part.status, await part.text()]).toEqual([503, expect.stringContaining("lost its lock")]);

  await rename(away, lock);
  expect(() => takeFolder(folder)).toThrow("Stop it");
  await api.sendPart(id, 1, BYTES);
  expect(await api.complete(id, sha256Of(BYTES))).toMatchObject({ upload_status: "completed" });
  await api.close();
});
