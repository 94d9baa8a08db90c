import { expect, test } from "vitest";
import { FailureThrottle } from "./throttle";

const NOW = 1_700_000_000_000;

function failTimes(throttle: FailureThrottle, address: string, times: number, now = NOW): number[] {
  return Array.from({ length: times }, () => throttle.fail(address, now));
}

test("the first wrong tokens are answered at once, the next ones later and later", () => {
  const delays = failTimes(new FailureThrottle(), "a", 20);
  expect(delays.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
  expect(delays.slice(5, 8)).toEqual([100, 200, 300]);
  expect(Math.max(...delays)).toBe(1_000);
});

test("after twenty an address waits until one failure is forgotten", () => {
  const throttle = new FailureThrottle();
  failTimes(throttle, "a", 19);
  expect(throttle.waitMs("a", NOW)).toBe(0);
  failTimes(throttle, "a", 1);
  expect(throttle.waitMs("a", NOW)).toBe(6_000);
  expect(throttle.waitMs("a", NOW + 5_000)).toBe(1_000);
  expect(throttle.waitMs("a", NOW + 6_000)).toBe(0);
});

test("failures are forgotten with time", () => {
  const throttle = new FailureThrottle();
  failTimes(throttle, "a", 20);
  expect(throttle.fail("a", NOW + 120_000)).toBe(0);
});

test("one address does not slow another", () => {
  const throttle = new FailureThrottle();
  failTimes(throttle, "a", 30);
  expect(throttle.waitMs("b", NOW)).toBe(0);
  expect(throttle.fail("b", NOW)).toBe(0);
});

test("a clock that is set back neither frees nor punishes", () => {
  const throttle = new FailureThrottle();
  failTimes(throttle, "a", 20);
  expect(throttle.waitMs("a", NOW - 3_600_000)).toBe(6_000);
});

test("memory is bounded: the address that failed longest ago goes first", () => {
  const throttle = new FailureThrottle();
  failTimes(throttle, "first", 20);
  failTimes(throttle, "second", 20);
  throttle.fail("first", NOW);
  for (let number = 0; number < 9_999; number++) throttle.fail(`address ${number}`, NOW);
  expect(throttle.size).toBe(10_000);
  expect(throttle.waitMs("first", NOW)).toBeGreaterThan(0);
  expect(throttle.waitMs("second", NOW)).toBe(0);
});
