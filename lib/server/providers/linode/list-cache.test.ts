import { expect, test } from "vitest";
import { createListCache } from "./list-cache";

/** A cache whose clock is moved by hand, and a list that counts how often it is read. */
function setUp(requests = 1) {
  const clock = { now: 0 };
  const cache = createListCache<number>(() => clock.now);
  const reads = { count: 0 };
  const read = async () => ({ value: ++reads.count, requests });
  return { cache, clock, read, reads };
}

test("what was just read is not read again, by that token alone", async () => {
  const { cache, clock, read } = setUp();
  expect(await cache.get("one", read)).toBe(1);
  clock.now = 5_999;
  expect(await cache.get("one", read)).toBe(1);
  expect(await cache.get("another", read)).toBe(2);
  clock.now = 6_000;
  expect(await cache.get("one", read)).toBe(3);
});

test("those who ask at once wait for one reading", async () => {
  const { cache, read, reads } = setUp();
  expect(await Promise.all([cache.get("one", read), cache.get("one", read), cache.get("one", read)])).toEqual([
    1, 1, 1,
  ]);
  expect(reads.count).toBe(1);
});

test("a longer list is kept for longer, so that its pages take no more than half of what is allowed", async () => {
  const { cache, clock, read } = setUp(4);
  await cache.get("one", read);
  clock.now = 23_999;
  expect(await cache.get("one", read)).toBe(1);
  clock.now = 24_000;
  expect(await cache.get("one", read)).toBe(2);
});

test("what is being read while something changes is not kept", async () => {
  const { cache, read } = setUp();
  const finish: (() => void)[] = [];
  const slow = cache.get("one", async () => {
    await new Promise<void>((resolve) => finish.push(resolve));
    return { value: 100, requests: 1 };
  });
  await Promise.resolve();
  cache.drop("one");
  expect(await cache.get("one", read)).toBe(1);
  for (const done of finish) done();
  expect(await slow).toBe(100);
  expect(await cache.get("one", read)).toBe(1);
});

function failing(): Promise<never> {
  return Promise.reject(new Error("No."));
}

test("a failure is told to those who wait, and forgotten", async () => {
  const { cache, read } = setUp();
  const both = await Promise.allSettled([cache.get("one", failing), cache.get("one", failing)]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await cache.get("one", read)).toBe(1);
});

test("only so many lists are kept", async () => {
  const { cache, read } = setUp();
  for (let token = 1; token <= 51; token++) await cache.get(String(token), read);
  expect(await cache.get("51", read)).toBe(51);
  expect(await cache.get("2", read)).toBe(2);
  expect(await cache.get("1", read)).toBe(52);
});
