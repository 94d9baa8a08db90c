import { afterEach, expect, test, vi } from "vitest";
import { steadyNow } from "./steady-clock";

const HOUR_MS = 3_600_000;

afterEach(() => {
  vi.useRealTimers();
});

test("it follows the machine's clock ahead, also where that is set right again, and back no further than time has passed", () => {
  const before = Date.now();
  vi.useFakeTimers({ toFake: ["Date"], now: before + 400 * 24 * HOUR_MS });
  expect(steadyNow()).toBe(before + 400 * 24 * HOUR_MS);
  vi.setSystemTime(before + HOUR_MS);
  expect(steadyNow()).toBe(before + HOUR_MS);
  vi.setSystemTime(before - HOUR_MS);
  expect(steadyNow()).toBeGreaterThan(before - 60_000);
});
