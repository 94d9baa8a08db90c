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

const MIB = 1024 * 1024;

test("a connection that breaks once in every part costs what was under way", async ({ page, server, disk, name }) => {
  const { books } = server.objects;
  const cuts = server.objects.inject(
    EVERY_PART,
    { kind: "cut", afterBytes: ({ partNumber }) => ((partNumber ?? 1) % 8) * MIB },
    { timesPerPath: 1 },
  );
  await startUpload(page, disk, name);
  await expectArrived(page, server, name, disk);
  expect(cuts.hits).toHaveLength(PARTS_OF_DISK);
  expect(cuts.hits.every(({ end, status }) => end === "cut" && status === null)).toBe(true);
  const cutBytes = cuts.hits.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0);
  expect(books.resentBytes()).toBe(cutBytes);
});

test("a server that is killed in the middle takes no more than the parts under way with it", async ({
  page,
  server,
  disk,
  name,
}) => {
  const { books } = server.objects;
  const { item, held } = await startHeldUpload(page, server, disk, name);
  await server.kill();
  held.end();
  await expect(item).toContainText("Retrying");
  await server.startAgain();
  await expectArrived(page, server, name, disk);
  expect(books.resentBytes()).toBeGreaterThan(0);
  expect(books.resentBytes()).toBeLessThanOrEqual(PARTS_IN_FLIGHT * PART_BYTES);
  expect(books.acknowledged().length).toBe(PARTS_OF_DISK);
});
