import type { Page } from "@playwright/test";
import { expect, PARTS_IN_FLIGHT, startUpload, test } from "./support/fault-fixtures";
import type { Exchange } from "./support/fault-proxy/exchange";
import type { Injection } from "./support/fault-proxy/injection";
import { EVERY_PART } from "./support/fault-proxy/request-match";
import type { FaultyServer } from "./support/faulty-server";
import { trayItem } from "./support/images-page";

const MIB = 1024 * 1024;
const CREATE = { method: "POST", path: /\/images$/ };
const DELETE = { method: "DELETE", path: /\/images\/[^/]+$/ };

interface State {
  /** What the tray says when the upload is in this state. */
  shows: string;
  /** What keeps an upload in it. */
  keep: (server: FaultyServer) => Injection;
  /** What its user does. */
  press?: string;
  /** Requests that are under way in it. */
  open: number;
}

const holdParts = ({ objects }: FaultyServer): Injection =>
  objects.inject(EVERY_PART, { kind: "hold", afterBytes: MIB });

const states: Record<string, State> = {
  uploading: { shows: "Uploading", keep: holdParts, open: PARTS_IN_FLIGHT },
  paused: { shows: "Paused", keep: holdParts, open: PARTS_IN_FLIGHT, press: "Pause" },
  "waiting for a retry": {
    shows: "Retrying",
    keep: ({ objects }) =>
      objects.inject(EVERY_PART, { kind: "answer", answer: { status: 503, headers: { "Retry-After": "600" } } }),
    open: 0,
  },
  finishing: {
    shows: "Finishing",
    keep: ({ pages }) => pages.inject({ method: "POST", path: /\/complete$/ }, { kind: "hold", afterBytes: 0 }),
    open: 1,
  },
  verifying: {
    shows: "Verifying",
    keep: ({ pages }) =>
      pages.inject({ method: "GET", path: /^\/api\/.*\/images\/.+$/ }, { kind: "hold", afterBytes: 0 }),
    open: 1,
  },
  failed: {
    shows: "Failed",
    keep: ({ objects }) => objects.inject({ method: "PUT", part: 2 }, { kind: "answer", answer: { status: 400 } }),
    open: 0,
  },
};

for (const [state, { shows, keep, press, open }] of Object.entries(states)) {
  test(`canceling an upload that is ${state} stops the network at once and deletes the image`, async ({
    page,
    server,
    disk,
    name,
  }) => {
    const deletion = server.pages.inject(DELETE, { kind: "hold", afterBytes: 0 });
    const kept = keep(server);
    const openOnes = (): Exchange[] => kept.hits.filter(({ end }) => end === "open");
    const item = await startUpload(page, disk, name);
    await expect.poll(openOnes, { timeout: 30_000 }).toHaveLength(open);
    if (press !== undefined) await page.getByRole("button", { name: `${press} ${name}` }).click();
    await expect(item).toContainText(shows, { timeout: 30_000 });
    expect(await server.images.named(name)).toHaveLength(1);

    const interrupted = openOnes();
    await cancel(page, name);
    await expect.poll(() => deletion.hits.length).toBe(1);
    // While the deletion is not even answered: what was held would go on now, had it not been given up.
    kept.end();
    await expect.poll(() => interrupted.map(({ end }) => end)).toEqual(interrupted.map(() => "abandoned"));
    expect(server.objects.books.underWay()).toEqual([]);
    deletion.end();
    await expectGone(page, server, name);
  });
}

test("canceling an upload whose image is being made waits for the image and deletes it", async ({
  page,
  server,
  disk,
  name,
}) => {
  const creation = server.pages.inject(CREATE, { kind: "hold", afterBytes: 0 });
  await expect(await startUpload(page, disk, name)).toContainText("Starting");
  await cancel(page, name);
  creation.end();
  await expectGone(page, server, name);
  expect(creation.hits).toMatchObject([{ targetStatus: 201 }]);
  expect(server.objects.books.exchanges(EVERY_PART)).toEqual([]);
});

test("canceling an upload that waits for its turn asks nothing of the server", async ({ page, server, disk, name }) => {
  const creations = server.pages.inject(CREATE, { kind: "hold", afterBytes: 0 });
  const before = [1, 2, 3, 4].map((index) => `${name}-${index}`);
  for (const other of before) await startUpload(page, disk, other);
  await expect(await startUpload(page, disk, name)).toContainText("Waiting for its turn");
  await cancel(page, name);
  await expectGone(page, server, name);
  expect(creations.hits).toHaveLength(before.length);
  expect(server.pages.books.exchanges(DELETE)).toEqual([]);
  for (const other of before) await expect(trayItem(page, other)).toContainText("Starting");
});

async function cancel(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Cancel ${name}`, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel upload" }).click();
}

/** Nothing of the upload is left: not here, not on the server, and nothing of it moves. */
async function expectGone(page: Page, { objects, images }: FaultyServer, name: string): Promise<void> {
  // What lies behind a dialog has no role.
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(trayItem(page, name)).toHaveCount(0);
  expect(await images.named(name)).toEqual([]);
  const requests = objects.books.exchanges().length;
  await objects.books.still(1_000);
  expect(objects.books.exchanges()).toHaveLength(requests);
}
