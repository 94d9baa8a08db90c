import { randomBytes } from "node:crypto";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readdir, rename, rm, truncate, open as openFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parsed, refusal, send } from "./support/answer";
import { hasCommand } from "./support/commands";
import { lockDatabase } from "./support/database-lock";
import { completed, created, expectIntact, listedNames, sha256 } from "./support/faults";
import { downloaded, ImageClient, imageSchema } from "./support/image-client";
import { RunningServer } from "./support/running-server";

const MIB = 1024 * 1024;

/** So many more files and connections may the server have open than it has when nobody is there. */
const DESCRIPTORS = 40;

let server: RunningServer;
let ada: ImageClient;

beforeAll(async () => {
  server = await RunningServer.start();
  ada = new ImageClient(server.url, await server.makeToken("ada"));
});
afterAll(() => server.dispose());

const objects = (...names: string[]) => join(server.dataDirectory, "objects", ...names);

/** Changes one byte of a file. */
async function corrupt(path: string): Promise<void> {
  const file = await openFile(path, "r+");
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, 10);
  byte.writeUInt8(byte.readUInt8() ^ 1);
  await file.write(byte, 0, 1, 10);
  await file.close();
}

test("a database that another program holds is waited for, while everything else goes on; then the answer says so", async () => {
  const unlock = lockDatabase(server.dataDirectory);
  // A token that is in no table: the use of another one is noted, which waits as well.
  const admin = new ImageClient(server.url, server.adminToken);
  const creating = admin.create("held");
  let isAnswered = false;
  void creating.finally(() => void (isAnswered = true));
  expect((await send("GET", `${server.url}/v2/openapi.json`)).status).toBe(200);
  expect((await send("GET", `${server.url}/sign-in`)).status).toBe(200);
  expect(isAnswered).toBe(false);
  const answer = await creating;
  expect(refusal(answer)).toMatchObject({ status: 503, message: expect.stringContaining("database is busy") });
  expect(answer.headers.get("retry-after")).toBe("5");
  const waiting = admin.create("held");
  unlock();
  expect((await waiting).status).toBe(201);
});

test.skipIf(!hasCommand("prlimit"))(
  "connections that use up all files are borne: whoever comes is refused or waits, and afterwards all is well",
  async () => {
    const kept = await completed(ada, "crowded");
    const { length: open } = await readdir(`/proc/${server.processId}/fd`);
    execFileSync("prlimit", ["--pid", String(server.processId), `--nofile=${open + DESCRIPTORS}:`]);
    const sockets: Socket[] = [];
    for (let index = 0; index < 2 * DESCRIPTORS; index++) {
      const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
      socket.on("error", () => undefined);
      sockets.push(socket);
      await Promise.race([once(socket, "connect"), once(socket, "close")]);
    }
    const during = await send("GET", `${server.url}/v2/openapi.json`).then(
      ({ status }) => status,
      () => "refused",
    );
    expect([200, 503, "refused"]).toContain(during);
    for (const socket of sockets) socket.destroy();
    await expect
      .poll(() =>
        ada.list().then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);
    await expectIntact(ada, kept);
    await completed(ada, "after-the-crowd");
  },
);

test("a part that was lost before the image is complete is asked for", async () => {
  const id = await created(ada, "lost-part");
  const first = randomBytes(5 * MIB);
  const second = randomBytes(1000);
  await ada.putPart(id, 1, first);
  await ada.putPart(id, 2, second);
  await rm(objects("open", id, "1"));
  const whole = sha256(Buffer.concat([first, second]));
  expect(refusal(await ada.complete(id, whole))).toMatchObject({
    status: 400,
    message: "Not all parts arrived. Upload part 1, then complete the image again.",
  });
  await ada.putPart(id, 1, first);
  expect(parsed(imageSchema, await ada.complete(id, whole)).upload_status).toBe("completed");
});

test("a byte that changed on the disk before the verification is found by it", async () => {
  const id = await created(ada, "flipped-early");
  const bytes = randomBytes(1000);
  await ada.putPart(id, 1, bytes);
  await corrupt(objects("open", id, "1"));
  const image = parsed(imageSchema, await ada.complete(id, sha256(bytes)));
  expect(image).toMatchObject({
    upload_status: "failed",
    failure_reason: expect.stringContaining("checksum does not match"),
  });
});

test("a byte that changed after it is found by the check", async () => {
  const { id } = await completed(ada, "flipped-late");
  await corrupt(objects("sealed", id, "1"));
  const found = await server
    .admin("check")
    .catch((error: { stdout?: string; stderr?: string }) => `${error.stdout}${error.stderr}`);
  expect(found).toContain(id);
});

test("a completed image that lost a part, its end or its folder is refused, not sent short", async () => {
  const losses: Record<string, (folder: string) => Promise<void>> = {
    end: (folder) => truncate(join(folder, "1"), 500),
    part: (folder) => rm(join(folder, "1")),
    folder: (folder) => rm(folder, { recursive: true }),
  };
  for (const [what, lose] of Object.entries(losses)) {
    const { id } = await completed(ada, `without-${what}`);
    const link = await ada.downloadLink(id);
    await lose(objects("sealed", id));
    const answer = refusal(await downloaded(link));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.message).toMatch(/bytes .*administrator/);
  }
});

test("a folder of sealed images that is away is said to be so, and is back as it was", async () => {
  const kept = await completed(ada, "sealed-away");
  const id = await created(ada, "sealed-later");
  const bytes = randomBytes(1000);
  await ada.putPart(id, 1, bytes);
  await rename(objects("sealed"), objects("away"));
  expect(refusal(await ada.download(kept.id)).message).toMatch(/administrator/);
  // Nothing is decided while it is away: the verification is tried again.
  const image = parsed(imageSchema, await ada.complete(id, sha256(bytes)));
  expect(image.upload_status).toBe("uploading");
  await rename(objects("away"), objects("sealed"));
  await expectIntact(ada, kept);
  const status = async () => parsed(imageSchema, await ada.image(id)).upload_status;
  await expect.poll(status, { timeout: 30_000 }).toBe("completed");
});

test("a data folder that is away takes no changes, and is back as it was", async () => {
  const kept = await completed(ada, "data-away");
  const id = await created(ada, "part-to-nowhere");
  const away = `${server.dataDirectory}-away`;
  const names = await listedNames(ada);
  await rename(server.dataDirectory, away);
  for (const answer of [
    await ada.create("nowhere"),
    await ada.delete(kept.id),
    await ada.putPart(id, 1, randomBytes(9)),
  ]) {
    expect(refusal(answer)).toMatchObject({
      status: 503,
      message: expect.stringContaining("data folder is not there"),
    });
  }
  await rename(away, server.dataDirectory);
  expect(await listedNames(ada)).toEqual(names);
  await expectIntact(ada, kept);
  expect(await readdir(objects("incoming"))).toEqual([]);
});
