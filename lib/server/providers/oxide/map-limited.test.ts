import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { mapLimited } from "./map-limited";

test("results keep their places, and no more than the limit is under way", async () => {
  let underWay = 0;
  let most = 0;
  const results = await mapLimited([30, 1, 20, 2, 10], 2, async (milliseconds) => {
    most = Math.max(most, ++underWay);
    await delay(milliseconds);
    underWay--;
    return milliseconds * 2;
  });
  expect(results).toEqual([60, 2, 40, 4, 20]);
  expect(most).toBe(2);
});

test("after a failure nothing more is begun", async () => {
  const begun: number[] = [];
  const underWay: Promise<void>[] = [];
  const mapping = mapLimited([1, 2, 3, 4, 5, 6], 2, (item) => {
    begun.push(item);
    const work = item === 2 ? Promise.reject(new Error("No.")) : delay(1);
    underWay.push(work);
    return work;
  });
  await expect(mapping).rejects.toThrow("No.");
  await Promise.allSettled(underWay);
  await delay(5);
  expect(begun).toEqual([1, 2]);
});
