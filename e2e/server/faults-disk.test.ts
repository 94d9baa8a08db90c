import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { refusal } from "./support/answer";
import { completed, created, expectIntact, listedNames, type MadeImage, sha256, untilRefused } from "./support/faults";
import { downloaded, ImageClient } from "./support/image-client";
import { RunningServer } from "./support/running-server";
import { hasDisks, SmallDisk } from "./support/small-disk";

const MIB = 1024 * 1024;

describe.skipIf(!hasDisks())("a disk of its own", () => {
  let disk: SmallDisk;
  let server: RunningServer;
  let ada: ImageClient;
  let kept: MadeImage;
  /** Of the image that is kept. */
  let link: string;

  let owners = 0;

  beforeAll(async () => {
    disk = new SmallDisk(400);
    server = await RunningServer.start({ dataDirectory: join(disk.path, "data") });
  });
  beforeEach(async () => {
    ada = new ImageClient(server.url, await server.makeToken(`ada-${++owners}`));
    kept = await completed(ada, "kept");
    link = await ada.downloadLink(kept.id);
  });
  afterAll(async () => {
    await server.dispose();
    disk.dispose();
  });

  test("a disk that is full while a part arrives refuses it, keeps what was there, and takes it once there is room", async () => {
    const id = await created(ada, "disk");
    expect((await ada.putPart(id, 1, randomBytes(5 * MIB))).status).toBe(200);
    const second = randomBytes(8 * MIB);
    const answer = await ada.putPartInPieces(id, 2, second, async () => {
      disk.fill();
      await nextTurn();
    });
    expect(refusal(answer)).toMatchObject({ status: 507, message: expect.stringContaining("too little free space") });
    expect(refusal(await ada.putPart(id, 3, randomBytes(9)))).toMatchObject({ status: 507 });
    expect((await downloaded(link)).text).toBe(sha256(kept.bytes));
    disk.empty();
    await expectIntact(ada, kept);
    expect((await ada.putPart(id, 2, second)).status).toBe(200);
  });

  test("a disk too full for the database refuses changes, forgets none that it had acknowledged, and goes on", async () => {
    disk.fill();
    const { answer, successes } = await untilRefused((round) => ada.create(`${"n".repeat(200)}-${round}`));
    expect(refusal(answer)).toMatchObject({ status: 507, message: expect.stringContaining("disk is full") });
    expect(answer.headers.get("retry-after")).toBe("60");
    expect(refusal(await ada.delete(kept.id))).toMatchObject({ status: 507 });
    // A new link needs its entry in the audit trail.
    expect(refusal(await ada.download(kept.id))).toMatchObject({ status: 507 });
    expect((await downloaded(link)).text).toBe(sha256(kept.bytes));
    expect(await countOf(ada)).toBe(successes + 1);
    await server.kill();
    disk.empty();
    await server.startAgain();
    expect(await countOf(ada)).toBe(successes + 1);
    expect((await ada.create("next")).status).toBe(201);
  });

  test("a disk that can only be read is read, refuses changes, and loses nothing that was acknowledged", async () => {
    const open = await created(ada, "open");
    const part = randomBytes(1000);
    expect((await ada.putPart(open, 1, part)).status).toBe(200);
    disk.failWrites();
    expect(refusal(await ada.create("next"))).toMatchObject({
      status: 503,
      message: expect.stringMatching(/disk .*administrator/),
    });
    expect(refusal(await ada.putPart(open, 2, part))).toMatchObject({ status: 503 });
    expect(refusal(await ada.complete(open, sha256(part)))).toMatchObject({ status: 503 });
    expect(await listedNames(ada)).toEqual(["open", "kept"]);
    expect((await downloaded(link)).text).toBe(sha256(kept.bytes));
    await server.kill();
    disk.unmount();
    disk.mount();
    await server.startAgain();
    expect((await ada.complete(open, sha256(part))).text).toContain('"completed"');
    await expectIntact(ada, kept);
  });
});

async function countOf(client: ImageClient): Promise<number> {
  let count = 0;
  for (let cursor: string | undefined = ""; cursor !== undefined;) {
    const page = await client.page(cursor);
    count += page.data.length;
    cursor = page.has_more ? (page.cursor ?? undefined) : undefined;
  }
  return count;
}
