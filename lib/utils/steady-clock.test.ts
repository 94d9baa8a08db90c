import { expect, test } from "vitest";
import { steadyClock } from "./steady-clock";

test("it follows the machine's clock forwards, and goes on by itself when that is set back", () => {
  let wall = 1_000_000;
  let elapsed = 50;
  const clock = steadyClock(
    () => wall,
    () => elapsed,
  );
  const pass = (milliseconds: number): number => {
    wall += milliseconds;
    elapsed += milliseconds;
    return clock();
  };
  expect(clock()).toBe(1_000_000);
  expect(pass(500)).toBe(1_000_500);
  wall -= 900_000;
  expect(clock()).toBe(1_000_500);
  expect(pass(1_000)).toBe(1_001_500);
  wall = 2_000_000;
  expect(clock()).toBe(2_000_000);
  expect(pass(10)).toBe(2_000_010);
});

test("by default it tells the time", () => {
  const before = Date.now();
  expect(steadyClock()()).toBeGreaterThanOrEqual(before);
});
