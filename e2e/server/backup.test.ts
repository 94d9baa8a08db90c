import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { BusyClients, requireDone, uploadImage } from "./backup/busy-clients";
import { check, runCommand } from "./backup/run-command";
import { parsed, refusal } from "./support/answer";
import { ImageClient, imageSchema } from "./support/image-client";
import { RunningServer } from "./support/running-server";

/** The second finds what the first left. */
const BACKUPS = 2;
const CLIENTS = 2;

/** The contract's smallest part that is not the last one. */
const PART_BYTES = 5 * 1024 * 1024;

const manifestSchema = z.object({
  complete: z.literal(true),
  images: z.array(z.object({ id: z.string(), kind: z.string(), sha256: z.string().optional() })),
});

let server: RunningServer;
let token: string;
let folder: string;

beforeAll(async () => {
  server = await RunningServer.start({ environment: { REQUESTS_PER_MINUTE: "0" } });
  token = await server.makeToken("ada");
  folder = await mkdtemp(join(tmpdir(), "images-dashboard-backup-"));
});
afterAll(async () => {
  await server.dispose();
  await rm(folder, { recursive: true, force: true });
});

test(
  "each backup of a busy server brings back every image that was complete when it began",
  { timeout: 180_000 },
  async () => {
    const backup = join(folder, "backup");
    const client = new ImageClient(server.url, token);
    const parts = [randomBytes(PART_BYTES), randomBytes(1000)];
    const { id: unfinished } = parsed(imageSchema, await client.create("unfinished"));
    requireDone(await client.putPart(unfinished, 1, parts[0] ?? Buffer.alloc(0)));

    const clients = new BusyClients(server.url, token, CLIENTS);
    let promised = clients.promised();
    let restored = "";
    for (let round = 1; round <= BACKUPS; round++) {
      await expect.poll(() => clients.completed, { timeout: 30_000 }).toBeGreaterThan(4 * round);
      promised = clients.promised();
      expect(await runCommand(server.dataDirectory, "backup", backup)).toMatchObject({ code: 0 });
      const { images } = manifestSchema.parse(JSON.parse(await readFile(join(backup, "manifest.json"), "utf8")));
      const backedUp = new Map(images.map(({ id, kind, sha256 }) => [id, kind === "completed" ? sha256 : kind]));
      for (const [id, sha256] of promised) expect(backedUp.get(id)).toBe(sha256);
      restored = join(folder, `restored-${round}`);
      expect(await runCommand(restored, "restore", backup)).toMatchObject({ code: 0 });
      expect(await check(restored)).toMatchObject({ code: 0, ok: true, findings: [] });
    }
    const liveAfter = clients.stillLive(promised);
    await clients.stop();
    expect(await check(server.dataDirectory)).toMatchObject({ code: 0, ok: true });

    const second = await RunningServer.start({ dataDirectory: restored });
    try {
      const again = new ImageClient(second.url, token);
      for (const id of liveAfter) expect((await again.download(id)).text).toBe(promised.get(id));
      requireDone(await again.putPart(unfinished, 2, parts[1] ?? Buffer.alloc(0)));
      const sha256 = createHash("sha256").update(Buffer.concat(parts)).digest("hex");
      expect(parsed(imageSchema, await again.complete(unfinished, sha256))).toMatchObject({
        upload_status: "completed",
      });
      expect((await again.download(unfinished)).text).toBe(sha256);
    } finally {
      await second.dispose();
    }
  },
);

test("a byte that changed at rest is found while the server runs, and its owner reads why the image failed", async () => {
  const client = new ImageClient(server.url, token);
  const good = await uploadImage(client, randomBytes(100_000));
  const { id, sha256 } = await uploadImage(client, randomBytes(100_000));
  await flipByte(join(server.dataDirectory, "objects", "sealed", id, "1"));
  expect(await check(server.dataDirectory, "--repair")).toMatchObject({
    code: 1,
    findings: [{ kind: "bytes_differ", severity: "problem", imageId: id, repaired: expect.any(String) }],
  });
  const image = parsed(imageSchema, await client.image(id));
  expect(image).toMatchObject({ upload_status: "failed", failure_reason: expect.stringContaining(sha256) });
  expect(refusal(await client.download(id)).status).toBe(409);
  expect((await client.download(good.id)).text).toBe(good.sha256);

  await flipByte(join(server.dataDirectory, "objects", "sealed", id, "1"));
  expect(await check(server.dataDirectory, "--repair")).toMatchObject({ findings: [{ kind: "bytes_back" }] });
  expect((await client.download(id)).text).toBe(sha256);
  expect(await check(server.dataDirectory)).toMatchObject({ code: 0, findings: [] });
});

test("nothing is restored over a server's data", async () => {
  const backup = join(folder, "another");
  expect(await runCommand(server.dataDirectory, "backup", backup)).toMatchObject({ code: 0 });
  const refused = await runCommand(server.dataDirectory, "restore", backup);
  expect(refused).toMatchObject({ code: 1, output: "", errors: expect.stringContaining("is not empty") });
  expect(await check(server.dataDirectory)).toMatchObject({ code: 0 });
});

async function flipByte(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, 50_000);
    byte[0] = (byte[0] ?? 0) ^ 1;
    await file.write(byte, 0, 1, 50_000);
  } finally {
    await file.close();
  }
}
