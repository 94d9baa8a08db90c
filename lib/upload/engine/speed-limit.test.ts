import fc from "fast-check";
import { expect, test } from "vitest";
import { SpeedLimit } from "./speed-limit";

test("without a limit nothing waits", () => {
  const limit = new SpeedLimit();
  limit.spend(1_000_000, 0);
  expect(limit.waitMilliseconds(0)).toBe(0);
});

test("a part costs the time that it takes at the limit", () => {
  const limit = new SpeedLimit();
  limit.change(1_000, 0);
  limit.spend(5_000, 0);
  expect(limit.waitMilliseconds(0)).toBe(5_000);
  expect(limit.waitMilliseconds(4_000)).toBe(1_000);
  expect(limit.waitMilliseconds(5_000)).toBe(0);
});

test("a rest earns nothing: what follows is spaced all the same", () => {
  const limit = new SpeedLimit();
  limit.change(1_000, 0);
  limit.spend(1_000, 0);
  limit.spend(1_000, 60_000);
  expect(limit.waitMilliseconds(60_000)).toBe(1_000);
});

test("a changed limit holds for what is owed, and none ends the wait", () => {
  const limit = new SpeedLimit();
  limit.change(1_000, 0);
  limit.spend(4_000, 0);
  limit.change(2_000, 2_000);
  expect(limit.waitMilliseconds(2_000)).toBe(1_000);
  limit.change(null, 2_000);
  expect(limit.waitMilliseconds(2_000)).toBe(0);
});

test("what was begun and not sent is not paid for", () => {
  const limit = new SpeedLimit();
  limit.change(1_000, 0);
  limit.spend(5_000, 0);
  limit.giveBack(4_000, 0);
  expect(limit.waitMilliseconds(0)).toBe(1_000);
  limit.giveBack(4_000, 0);
  limit.spend(1_000, 0);
  expect(limit.waitMilliseconds(0)).toBe(1_000);
});

test("a clock that is set back does not make the wait longer than what is owed", () => {
  const limit = new SpeedLimit();
  limit.change(1_000, 50_000);
  limit.spend(2_000, 50_000);
  expect(limit.waitMilliseconds(10_000)).toBe(2_000);
  expect(limit.waitMilliseconds(12_000)).toBe(0);
});

test("parts that begin as soon as they may keep to the limit on average, but for the first one", () => {
  const parts = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(parts, fc.integer({ min: 1, max: 50_000 }), (sizes, bytesPerSecond) => {
      const limit = new SpeedLimit();
      limit.change(bytesPerSecond, 0);
      let now = 0;
      let begunBytes = 0;
      for (const bytes of sizes) {
        now += limit.waitMilliseconds(now);
        expect(begunBytes).toBeLessThanOrEqual((now / 1_000) * bytesPerSecond + 1e-6);
        limit.spend(bytes, now);
        begunBytes += bytes;
      }
    }),
  );
});
