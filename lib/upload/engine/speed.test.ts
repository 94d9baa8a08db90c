import fc from "fast-check";
import { expect, test } from "vitest";
import { addSample, bytesPerSecond, secondsLeft, steadyBytesPerSecond, type SpeedSample } from "./speed";

function samplesOf(list: readonly SpeedSample[]): readonly SpeedSample[] {
  return list.reduce(addSample, []);
}

test("nothing is said before it means something", () => {
  expect(bytesPerSecond([], 0)).toBeNull();
  const first = [
    { at: 0, bytes: 0 },
    { at: 1_000, bytes: 9 },
  ];
  expect(bytesPerSecond(samplesOf(first), 1_999)).toBeNull();
  expect(bytesPerSecond(samplesOf([{ at: 0, bytes: 0 }]), 60_000)).toBeNull();
});

test("a steady speed is told as it is", () => {
  const samples = samplesOf(Array.from({ length: 60 }, (_, index) => ({ at: index * 500, bytes: index * 1_000 })));
  expect(bytesPerSecond(samples, 59 * 500)).toBe(2_000);
});

test("only the last seconds count", () => {
  const fast = Array.from({ length: 20 }, (_, index) => ({ at: index * 1_000, bytes: index * 1_000_000 }));
  const slow = Array.from({ length: 20 }, (_, index) => ({ at: (20 + index) * 1_000, bytes: 19_000_000 + index * 10 }));
  expect(bytesPerSecond(samplesOf([...fast, ...slow]), 39_000)).toBe(10);
});

test("the steady speed swings less than the speed where parts arrive in bursts", () => {
  // Eight MiB every eight seconds or so, as at 1 MiB/s.
  const swings = { speed: [] as number[], steady: [] as number[] };
  let kept: readonly SpeedSample[] = [];
  for (let second = 0; second < 300; second += 1) {
    kept = addSample(kept, { at: second * 1_000, bytes: Math.floor(second / 8) * 8 });
    if (second < 120) continue;
    swings.speed.push(bytesPerSecond(kept, second * 1_000) ?? 0);
    swings.steady.push(steadyBytesPerSecond(kept, second * 1_000) ?? 0);
  }
  expect(spread(swings.steady)).toBeLessThan(1.2);
  expect(spread(swings.speed)).toBeGreaterThan(1.5);
});

test("a stall brings the speed down to nothing", () => {
  const samples = samplesOf([
    { at: 0, bytes: 0 },
    { at: 3_000, bytes: 3_000 },
  ]);
  expect(bytesPerSecond(samples, 6_000)).toBe(500);
  expect(bytesPerSecond(samples, 60_000)).toBe(0);
});

test("the time left is known only while something moves", () => {
  expect(secondsLeft(1_001, 100)).toBe(11);
  expect(secondsLeft(1_000, 0)).toBeNull();
  expect(secondsLeft(1_000, null)).toBeNull();
});

test("whatever the clock and the counters do, neither number is negative and few samples are kept", () => {
  const sample = fc.record({ at: fc.nat(200_000), bytes: fc.nat() });
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 300, size: "max" }), fc.nat(300_000), (list, now) => {
      const samples = samplesOf(list);
      const speed = bytesPerSecond(samples, now);
      expect(speed ?? 0).toBeGreaterThanOrEqual(0);
      expect(secondsLeft(5, speed) ?? 0).toBeGreaterThanOrEqual(0);
      expect(samples.length).toBeLessThanOrEqual(60_000 / 250 + 3);
    }),
  );
});

function spread(values: readonly number[]): number {
  return Math.max(...values) / Math.min(...values);
}
