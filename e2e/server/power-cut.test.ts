import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasCommand } from "./support/commands";
import { created, sha256 } from "./support/faults";
import { ImageClient } from "./support/image-client";
import { RunningServer } from "./support/running-server";
import { type Done, readSystemCalls, tracer } from "./support/system-calls";

// A killed process leaves the system's cache as it is; a power cut does not. So the order is looked at: what an answer promises was
// handed to the disk, with its name, before the answer began.
describe.skipIf(!hasCommand("strace"))("under strace", () => {
  let directory: string;
  let server: RunningServer;
  let ada: ImageClient;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "images-dashboard-trace-"));
    server = await RunningServer.start({
      dataDirectory: join(directory, "data"),
      prefix: tracer(join(directory, "calls")),
    });
    ada = new ImageClient(server.url, await server.makeToken("ada"));
  });
  afterEach(async () => {
    await server.dispose();
    await rm(directory, { recursive: true, force: true });
  });

  test("what an answer promises is on the disk before the answer begins", async () => {
    // Whose use is noted with the first request.
    expect((await ada.list()).status).toBe(200);
    const bytes = randomBytes(1000);
    const id = await created(ada, "disk");
    expect((await ada.putPart(id, 1, bytes)).status).toBe(200);
    expect((await ada.complete(id, sha256(bytes))).status).toBe(200);
    expect((await ada.delete(id)).status).toBe(200);
    expect((await ada.restore(id)).status).toBe(200);
    await server.stop();
    const before = beforeAnswers(readSystemCalls(join(directory, "calls")), "data");
    const [create, partUrl, part, complete, remove, restore] = before.slice(-6);
    expect(before[0]).toEqual(expect.arrayContaining(["sync objects", "sync data", "sync images.db-wal"]));
    expect(create).toEqual(["sync images.db-wal"]);
    expect(partUrl).toEqual(["sync open"]);
    expect(part).toEqual([
      "sync incoming/*",
      `rename incoming/* open/${id}/1`,
      `sync open/${id}`,
      "sync images.db-wal",
    ]);
    expect(complete).toEqual([
      // Frozen, and claimed: what a server works at stands in the rows, wherever they are.
      "sync images.db-wal",
      "sync images.db-wal",
      `rename open/${id} sealed/${id}`,
      "sync open",
      "sync sealed",
      "sync images.db-wal",
    ]);
    expect(remove).toEqual(["sync images.db-wal"]);
    expect(restore).toEqual(["sync images.db-wal"]);
  });
});

/** What came before each answer and after the one before it, in short words. */
function beforeAnswers(done: readonly Done[], folder: string): string[][] {
  const groups: string[][] = [[]];
  for (const one of done) {
    if (one.kind === "answered") groups.push([]);
    else groups.at(-1)?.push(inShort(one, folder));
  }
  return groups.slice(0, -1);
}

function inShort(one: Exclude<Done, { kind: "answered" }>, folder: string): string {
  const short = (path: string) =>
    path
      .replace(new RegExp(`^.*/(?=${folder}$)|^.*/${folder}/(?:objects/)?`), "")
      .replace(/^incoming\/.+/, "incoming/*");
  return one.kind === "synced" ? `sync ${short(one.path)}` : `rename ${short(one.from)} ${short(one.to)}`;
}
