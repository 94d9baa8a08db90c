import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freeze, type TestServer, TestServers } from "@/lib/images-api/jobs/servers.fixture";
import { markDamagedImages } from "./mark-damaged";

const HOUR_MS = 60 * 60 * 1000;
const ID = "image_bucket";
const BYTES = randomBytes(1000);

let servers: TestServers;
let server: TestServer;

beforeEach(async () => {
  servers = await TestServers.create();
  server = await servers.open();
});
afterEach(() => servers.dispose());

const image = (id = ID) => server.metadata.findImage(id);
const errors = () => server.logged.filter(({ level }) => level === 50);
const check = () => markDamagedImages({ ...server, place: "bucket" }, new AbortController().signal);

async function complete(id: string, hoursAgo: number): Promise<void> {
  await freeze(server, id, BYTES);
  await server.objects.seal(id);
  await server.metadata.completeImage(id, BYTES.length, Date.now() - hoursAgo * HOUR_MS);
}

test("an image that is gone from the bucket fails, and is completed again when the right bytes are back", async () => {
  // In the order of bytes, which is not that of a language.
  const others = ["image_B", "image_a", "image_-", "image__", "image_0"];
  for (const id of [...others, ID]) await complete(id, 2);
  await server.objects.remove(ID);
  await check();
  expect(await image()).toMatchObject({ status: "failed", bytesRemovedAt: null });
  expect((await image())?.failureReason).toContain("are not in the server's bucket any more");
  expect(errors()).toMatchObject([{ imageId: ID, sizeBytes: 1000, storedBytes: 0 }]);

  await servers.putObject(ID, randomBytes(1000));
  await check();
  expect(await image()).toMatchObject({ status: "failed" });
  await servers.putObject(ID, BYTES);
  await check();
  expect(await image()).toMatchObject({ status: "completed", failureReason: null });
  for (const id of others) expect(await image(id)).toMatchObject({ status: "completed" });
});

test("other bytes of another length are damage, and no image costs a request of its own", async () => {
  for (const id of [ID, "image_2", "image_3"]) await complete(id, 2);
  await servers.putObject(ID, randomBytes(999));
  const asked: string[] = [];
  server.proxy.decide = ({ url }) => {
    asked.push(url ?? "");
    return "pass";
  };
  await check();
  expect((await image())?.failureReason).toContain("999 of 1000 bytes");
  expect(asked.filter((url) => /image_[23]/.test(url))).toEqual([]);
});

test("what was completed just now is not judged, for a listing may be late", async () => {
  for (const id of [ID, "image_2"]) await complete(id, 2);
  await complete("image_now", 0);
  await server.objects.remove("image_now");
  await check();
  expect(errors()).toEqual([]);
});

test("nothing is marked where no image has its bytes: it is another bucket", async () => {
  for (const id of [ID, "image_2"]) {
    await complete(id, 2);
    await server.objects.remove(id);
  }
  await check();
  expect(errors()).toMatchObject([{ completed: 2, msg: expect.stringContaining("S3_BUCKET") }]);
  expect(await image()).toMatchObject({ status: "completed" });
});
