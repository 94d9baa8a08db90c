import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { startPair } from "./engines/engine-pair";
import type { Injection } from "./fault-proxy/injection";
import { FaultyServer } from "./faulty-server";
import { expect, openSignedIn, test as base } from "./fixtures";
import { chooseFiles, trayItem } from "./images-page";
import { uniqueName, writeRandomFile, type RandomFile } from "./random-file";

const MIB = 1024 * 1024;

/** The dashboard cuts files of this size into parts of 16 MiB … */
export const PART_BYTES = 16 * MIB;

/** … of which so many are under way at once. */
export const PARTS_IN_FLIGHT = 4;

/** At least 200 MiB, and not a multiple of anything. */
const DISK_BYTES = 200 * MIB + 12_345;

/** Of a part that is held back, so many bytes pass. */
const HELD_BYTES = 3 * MIB;

export const PARTS_OF_DISK = Math.ceil(DISK_BYTES / PART_BYTES);

export interface FaultOptions {
  /** `local`: one server, on SQLite and its disk. `servers`: two, on Postgres and S3. */
  pair: "local" | "servers";
}

interface WorkerFixtures extends FaultOptions {
  /** A server behind proxies, for all tests of a worker; it is calm when a test begins. */
  server: FaultyServer;
  disk: RandomFile;
  directory: string;
}

interface TestFixtures {
  /** An image's name that no other test uses. */
  name: string;
  /** A page signed in to the server behind proxies. */
  page: Page;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  pair: ["local", { option: true, scope: "worker" }],
  directory: [
    async ({}, use) => {
      const directory = await mkdtemp(join(tmpdir(), "images-dashboard-faults-"));
      await use(directory);
      // A browser that a failed test left behind may still be writing.
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: "worker" },
  ],
  server: [
    async ({ directory, pair }, use) => {
      const engines = pair === "local" ? null : await startPair();
      const server = await FaultyServer.start(directory, engines?.settings ?? null);
      await use(server);
      await server.close();
      await engines?.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  disk: [
    async ({ directory }, use) => {
      await use(await writeRandomFile(join(directory, "disk.img"), DISK_BYTES));
    },
    { scope: "worker", timeout: 60_000 },
  ],
  name: async ({}, use) => {
    await use(uniqueName("disk"));
  },
  baseURL: async ({ server }, use) => {
    server.calm();
    await use(server.pages.origin);
  },
  page: async ({ page, server }, use) => {
    await openSignedIn(page, server.pages.origin, server.token);
    await use(page);
    server.calm();
  },
});

export { expect };

/**
 * Begins the upload of a file as an image of this name.
 * @param file null: what the page's own file picker gives
 * @returns its row in the tray
 */
export async function startUpload(page: Page, file: RandomFile | null, name: string): Promise<Locator> {
  const dialog = await chooseFiles(page, file === null ? null : [file.path]);
  await dialog.getByRole("textbox", { name: "Name for" }).fill(name);
  await dialog.getByRole("button", { name: "Start upload" }).click();
  return trayItem(page, name);
}

/** How many parts arrive before the others are held back. */
export const PARTS_BEFORE_HOLD = 2 * PARTS_IN_FLIGHT;

/**
 * Begins an upload and brings it to a moment that is certain, however fast the machine is: so many parts are acknowledged, and
 * as many as go at once hang after some of their bytes.
 */
export async function startHeldUpload(
  page: Page,
  { objects }: FaultyServer,
  file: RandomFile | null,
  name: string,
): Promise<{ item: Locator; held: Injection }> {
  const held = objects.inject(
    { method: "PUT", part: (partNumber) => partNumber > PARTS_BEFORE_HOLD },
    { kind: "hold", afterBytes: HELD_BYTES },
  );
  const item = await startUpload(page, file, name);
  const isThere = (): boolean =>
    objects.books.acknowledged().length === PARTS_BEFORE_HOLD &&
    held.hits.filter(({ bodyBytes }) => bodyBytes >= HELD_BYTES).length === PARTS_IN_FLIGHT;
  await expect.poll(isThere, { timeout: 60_000 }).toBe(true);
  return { item, held };
}

/** Waits for the upload's end, downloads the image and compares every byte. */
export async function expectArrived(page: Page, server: FaultyServer, name: string, file: RandomFile): Promise<void> {
  await expect(trayItem(page, name)).toContainText("Completed", { timeout: 150_000 });
  expect(await server.images.downloadedSha256(name)).toBe(file.sha256);
}
