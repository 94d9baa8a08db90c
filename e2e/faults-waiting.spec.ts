import {
  expect,
  expectArrived,
  PART_BYTES,
  PARTS_IN_FLIGHT,
  PARTS_OF_DISK,
  startHeldUpload,
  startUpload,
  test,
} from "./support/fault-fixtures";
import { EVERY_PART } from "./support/fault-proxy/request-match";

// Faults that take their time. Nothing sleeps here: the proxy tells for how long nothing moved.

const MIB = 1024 * 1024;
const SECOND = 1_000;

test.describe.configure({ timeout: 240_000 });

test(
  "an upload that was paused for two minutes goes on where it was",
  { tag: "@waits" },
  async ({ page, server, disk, name }) => {
    const { books } = server.objects;
    const { item, held } = await startHeldUpload(page, server, disk, name);
    await page.getByRole("button", { name: `Pause ${name}` }).click();
    await expect(item).toContainText("Paused");
    held.end();
    await expect.poll(() => books.underWay()).toEqual([]);
    const atPause = books.exchanges().length;
    const shownAtPause = await item.innerText();
    await books.still(120 * SECOND);
    expect(books.exchanges()).toHaveLength(atPause);
    expect(await item.innerText()).toBe(shownAtPause);

    await page.getByRole("button", { name: `Resume ${name}` }).click();
    await expectArrived(page, server, name, disk);
    expect(books.resentBytes()).toBeLessThanOrEqual(PARTS_IN_FLIGHT * PART_BYTES);
    expect(books.acknowledged().length).toBe(PARTS_OF_DISK);
  },
);

test("40 seconds offline are waited out", { tag: "@waits" }, async ({ page, context, server, disk, name }) => {
  const { books } = server.objects;
  const { item, held } = await startHeldUpload(page, server, disk, name);
  await context.setOffline(true);
  for (const proxy of [server.pages, server.objects]) proxy.refuse();
  held.end();
  await expect(item).toContainText("Waiting for the network");
  await books.still(40 * SECOND);
  await expect(item).toContainText("Waiting for the network");

  for (const proxy of [server.pages, server.objects]) proxy.accept();
  await context.setOffline(false);
  await expectArrived(page, server, name, disk);
  expect(books.resentBytes()).toBeLessThanOrEqual(PARTS_IN_FLIGHT * PART_BYTES);
  expect(books.acknowledged().length).toBe(PARTS_OF_DISK);
});

test(
  "a request on which nothing moves is given up after a minute and repeated",
  { tag: "@waits" },
  async ({ page, server, disk, name }) => {
    const { books } = server.objects;
    const hang = server.objects.inject({ method: "PUT", part: 5 }, { kind: "hold", afterBytes: 3 * MIB }, { times: 1 });
    await startUpload(page, disk, name);
    await expectArrived(page, server, name, disk);
    const [silent] = hang.hits;
    const tries = books.exchanges({ method: "PUT", where: ({ path }) => path === silent?.path });
    expect(tries.map(({ status }) => status)).toEqual([null, 200]);
    const seconds = ((tries[1]?.beganAt ?? 0) - (tries[0]?.beganAt ?? 0)) / SECOND;
    expect(seconds).toBeGreaterThanOrEqual(60);
    expect(seconds).toBeLessThan(120);
  },
);

test(
  "part URLs that are refused for a minute are signed again until they are taken",
  { tag: "@waits" },
  async ({ page, server, disk, name }) => {
    const { books } = server.objects;
    let firstAt: number | null = null;
    const expired = server.objects.inject(
      {
        ...EVERY_PART,
        where: ({ beganAt }) => {
          firstAt ??= beganAt;
          return beganAt - firstAt < 60 * SECOND;
        },
      },
      { kind: "answer", answer: { status: 403, body: "Request has expired" } },
    );
    await startUpload(page, disk, name);
    await expectArrived(page, server, name, disk);
    const signed = server.pages.books.acknowledged({ path: /\/parts$/ }).length;
    const putsOf = new Set(expired.hits.map(({ path }) => path));
    expect(putsOf.size).toBe(PARTS_IN_FLIGHT);
    // A URL for each try, and at most one ahead for each part in flight.
    const tries = books.exchanges(EVERY_PART).length;
    expect(tries).toBe(PARTS_OF_DISK + expired.hits.length);
    expect(signed - tries).toBeGreaterThanOrEqual(0);
    expect(signed - tries).toBeLessThanOrEqual(PARTS_IN_FLIGHT);
    for (const path of putsOf) {
      const statuses = books
        .exchanges({ method: "PUT", where: (put) => put.path === path })
        .map(({ status }) => status);
      expect(statuses.slice(0, -1)).toEqual(statuses.slice(0, -1).fill(403));
      expect(statuses.length).toBeLessThanOrEqual(4);
      expect(statuses.at(-1)).toBe(200);
    }
  },
);
