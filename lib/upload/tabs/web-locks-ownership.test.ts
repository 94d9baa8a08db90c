import { expect, test } from "vitest";
import { MemoryLocks } from "./locks-fixture";
import { webLocksOwnership } from "./web-locks-ownership";

function twoTabs(): [ReturnType<typeof webLocksOwnership>, ReturnType<typeof webLocksOwnership>] {
  const locks = new MemoryLocks();
  return [webLocksOwnership(locks), webLocksOwnership(locks)];
}

const never = new AbortController().signal;

test("one tab owns an upload until it lets go", async () => {
  const [one, two] = twoTabs();
  expect(await one.claim("a")).toBe(true);
  expect(await one.claim("a")).toBe(true);
  expect(await two.claim("a")).toBe(false);
  expect(await two.claim("b")).toBe(true);
  two.release("a");
  expect(await two.claim("a")).toBe(false);
  one.release("a");
  await Promise.resolve();
  expect(await two.claim("a")).toBe(true);
});

test("of two claims at once one wins", async () => {
  const [one, two] = twoTabs();
  expect(await Promise.all([one.claim("a"), two.claim("a")])).toEqual([true, false]);
});

test("who waits owns the upload once it is free", async () => {
  const [one, two] = twoTabs();
  await one.claim("a");
  const order: string[] = [];
  const owned = two.waitToOwn("a", never).then(() => order.push("owned"));
  order.push("released");
  one.release("a");
  await owned;
  expect(order).toEqual(["released", "owned"]);
  expect(await one.claim("a")).toBe(false);
  await two.waitToOwn("a", never);
});

test("waiting can be ended", async () => {
  const [one, two] = twoTabs();
  await one.claim("a");
  const controller = new AbortController();
  const waiting = two.waitToOwn("a", controller.signal);
  controller.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
  one.release("a");
  await Promise.resolve();
  expect(await one.claim("a")).toBe(true);
});
