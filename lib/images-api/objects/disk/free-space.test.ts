import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { watchFreeSpace } from "./free-space";

/** What other programs may write or free while a test runs, in bytes. */
const SLACK = 4 * 1024 ** 3;

async function freeBytes(): Promise<number> {
  const { bavail, bsize } = await statfs(tmpdir());
  return bavail * bsize;
}

test("no more is promised than the disk has", async () => {
  const space = watchFreeSpace(tmpdir(), 0);
  expect(await space.claim((await freeBytes()) + SLACK)).toBeNull();
  expect(await space.claim(1)).not.toBeNull();
});

test("the reserve is not given away", async () => {
  expect(await watchFreeSpace(tmpdir(), (await freeBytes()) + SLACK).claim(1)).toBeNull();
});

test("what was promised to one is not promised to another, until it is released", async () => {
  const free = await freeBytes();
  const reserve = Math.max(free - 2 * SLACK, 0);
  const space = watchFreeSpace(tmpdir(), reserve);
  // Larger than half of what is left, whatever the slack does.
  const large = Math.ceil((free - reserve) * 0.75);
  const first = await space.claim(large);
  expect(first).not.toBeNull();
  expect(await space.claim(large)).toBeNull();
  first?.release();
  first?.release();
  expect(await space.claim(large)).not.toBeNull();
});

test("bytes that reached the disk are the disk's to count", async () => {
  const free = await freeBytes();
  const reserve = Math.max(free - 2 * SLACK, 0);
  const space = watchFreeSpace(tmpdir(), reserve);
  const large = Math.ceil((free - reserve) * 0.75);
  const first = await space.claim(large);
  first?.used(large + 1);
  expect(await space.claim(large)).not.toBeNull();
  expect(await space.claim(large)).toBeNull();
});
