import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Postgres } from "@/e2e/support/engines/postgres";
import { makeImage } from "@/lib/images-api/metadata/conformance/images";
import { storageFault } from "@/lib/images-api/storage-fault";
import { eventually } from "@/lib/utils/eventually.fixture";
import { openPostgresMetadataStore } from "./postgres-metadata-store";
import { lockForMigration } from "./server-lock";

/** One for this file alone: it is killed. */
let postgres: Postgres;
let url: string;

beforeAll(async () => {
  postgres = await Postgres.start();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  url = await postgres.createDatabase();
});

const open = (asServer = false, onLock?: (isHeld: boolean) => void) =>
  openPostgresMetadataStore({ url, poolSize: 6, statementTimeoutMs: 10_000, asServer, onLock });

/** Creates images until it is told to stop. @returns the ids that were acknowledged, and what else was said */
async function write(store: Awaited<ReturnType<typeof open>>, writer: number, isOver: () => boolean) {
  const kept: string[] = [];
  const errors: unknown[] = [];
  for (let index = 0; !isOver() && errors.length === 0; index++) {
    const id = `image_${writer}_${index}`;
    await store
      .createImage({ id, owner: "ada", name: id, createdAt: index })
      .then(() => kept.push(id))
      .catch((error: unknown) => errors.push(error));
  }
  return { kept, errors };
}

test("what was acknowledged is there after Postgres was killed, and the store goes on by itself", async () => {
  const store = await open();
  let acknowledged = 0;
  const writing = Array.from({ length: 6 }, (_, writer) => write(store, writer, () => false));
  await eventually(async () => {
    acknowledged = (await store.countImages()).started;
    expect(acknowledged).toBeGreaterThan(50);
  });
  await postgres.kill();
  const written = await Promise.all(writing);
  for (const { errors } of written) {
    expect(
      errors.map((error) => storageFault(error)?.status),
      "each one hears of it",
    ).toEqual([503]);
  }
  const refused = await store.findImage("image_0_0").catch((error: unknown) => error);
  expect(storageFault(refused)).toMatchObject({ status: 503, message: expect.stringContaining("does not answer") });
  await expect(store.tablesAreCurrent()).rejects.toThrow("does not answer");

  await postgres.startAgain();
  const kept = written.flatMap((one) => one.kept);
  expect(kept.length).toBeGreaterThanOrEqual(acknowledged);
  const found = await store.findImages(kept.slice(0, 1_000));
  expect(found).toHaveLength(Math.min(kept.length, 1_000));
  const { entries } = await store.listAudit({ limit: 100_000, action: "image.create" });
  const images = await store.countImages();
  expect(entries, "neither an image without its entry nor the other way round").toHaveLength(images.started);
  expect(await store.tablesAreCurrent()).toBe(true);
  await store.close();
});

test("rows are moved while no server runs, and no server starts meanwhile", async () => {
  const [server, another, command] = [await open(true), await open(true), await open()];
  await expect(lockForMigration(url)).rejects.toThrow("Stop every server");
  await server.close();
  await expect(lockForMigration(url)).rejects.toThrow("Stop every server");
  await another.close();
  const release = await lockForMigration(url);
  await expect(lockForMigration(url)).rejects.toThrow("Stop every server");
  await expect(open(true)).rejects.toThrow("migrate-store");
  await makeImage(command, { id: "image_1" });
  await release();
  await (await open(true)).close();
  await command.close();
});

test("a server that has lost its lock is not ready, and has it again when Postgres is back", async () => {
  const told: boolean[] = [];
  const server = await open(true, (isHeld) => told.push(isHeld));
  await postgres.kill();
  await eventually(() => expect(server.tablesAreCurrent()).rejects.toThrow("does not answer"));
  await postgres.startAgain();
  await eventually(async () => expect(await server.tablesAreCurrent()).toBe(true));
  expect(told).toEqual([false, true]);
  await expect(lockForMigration(url)).rejects.toThrow("Stop every server");
  await server.close();
  await (
    await lockForMigration(url)
  )();
});
