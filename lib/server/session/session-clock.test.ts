import { afterEach, expect, test, vi } from "vitest";
import { sessionNow } from "./session-clock";

afterEach(() => {
  vi.useRealTimers();
});

test("the clock of sign-ins follows the machine's ahead, and not back", () => {
  const before = Date.now();
  vi.useFakeTimers({ toFake: ["Date"], now: before + 3_600_000 });
  expect(sessionNow()).toBe(before + 3_600_000);
  vi.setSystemTime(before - 3_600_000);
  expect(sessionNow()).toBeGreaterThan(before - 60_000);
});
