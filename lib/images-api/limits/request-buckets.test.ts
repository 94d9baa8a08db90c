import { expect, test } from "vitest";
import { RequestBuckets } from "./request-buckets";

function takeTimes(buckets: RequestBuckets, caller: string, times: number, now: number): number[] {
  return Array.from({ length: times }, () => buckets.take(caller, now));
}

test("a minute's requests pass at once, then one after the other", () => {
  const buckets = new RequestBuckets(60);
  expect(Math.max(...takeTimes(buckets, "a", 60, 5_000))).toBe(0);
  expect(buckets.take("a", 5_000)).toBe(1_000);
  expect(buckets.take("a", 5_400)).toBeCloseTo(600);
  expect(buckets.take("a", 6_000)).toBe(0);
  expect(buckets.take("a", 6_000)).toBe(1_000);
});

test("whoever asks while there is nothing left waits no longer for it", () => {
  const buckets = new RequestBuckets(60);
  takeTimes(buckets, "a", 1_000, 0);
  expect(buckets.take("a", 0)).toBe(1_000);
});

test("a bucket is never fuller than full", () => {
  const buckets = new RequestBuckets(2);
  takeTimes(buckets, "a", 2, 0);
  expect(takeTimes(buckets, "a", 3, 3_600_000)).toEqual([0, 0, 30_000]);
});

test("one caller does not use up another's", () => {
  const buckets = new RequestBuckets(1);
  takeTimes(buckets, "a", 5, 0);
  expect(buckets.take("b", 0)).toBe(0);
});

test("a clock that goes back neither fills nor empties", () => {
  const buckets = new RequestBuckets(1);
  expect(buckets.take("a", 1_000_000)).toBe(0);
  expect(buckets.take("a", 0)).toBe(60_000);
});

test("memory is bounded", () => {
  const buckets = new RequestBuckets(10);
  for (let number = 0; number < 20_000; number++) buckets.take(`caller ${number}`, number);
  expect(buckets.size).toBe(10_000);
});
