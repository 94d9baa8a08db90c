import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { KeepAlive, type LastAsked } from "./keep-alive";

const IDLE_MS = 12 * 3_600_000;
const TENTH_MS = IDLE_MS / 10;
const START = Date.parse("2026-03-01T12:00:00Z");

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});

afterEach(() => {
  vi.useRealTimers();
});

/** What all tabs of a browser know. */
function memory(): LastAsked {
  let last: number | null = null;
  return {
    read: () => last,
    write: (at) => {
      last = at;
    },
  };
}

function tab(lastAsked: LastAsked, outcome: () => Promise<boolean> = async () => true) {
  const asked: number[] = [];
  const ask = () => {
    asked.push((Date.now() - START) / TENTH_MS);
    return outcome();
  };
  return { asked, keepAlive: new KeepAlive({ idleMs: IDLE_MS, lastAsked, ask }) };
}

test("somebody who is busy is told of at once, and then every tenth of the idle time", async () => {
  const { asked, keepAlive } = tab(memory());
  for (let time = 0; time <= 3 * TENTH_MS; time += 60_000) {
    keepAlive.note();
    await vi.advanceTimersByTimeAsync(60_000);
  }
  expect(asked).toEqual([0, 1, 2, 3]);
});

test("the last thing that somebody does is told of, and nothing after it", async () => {
  const { asked, keepAlive } = tab(memory());
  keepAlive.note();
  await vi.advanceTimersByTimeAsync(TENTH_MS / 2);
  keepAlive.note();
  await vi.advanceTimersByTimeAsync(5 * TENTH_MS);
  expect(asked).toEqual([0, 1]);
});

test("a machine that wakes up tells nothing of who left before it slept", async () => {
  const { asked, keepAlive } = tab(memory());
  keepAlive.note();
  await vi.advanceTimersByTimeAsync(TENTH_MS / 2);
  keepAlive.note();
  vi.setSystemTime(START + 8 * TENTH_MS);
  await vi.advanceTimersByTimeAsync(TENTH_MS);
  expect(asked).toEqual([0]);
  keepAlive.note();
  expect(asked).toEqual([0, 9]);
});

test("of several tabs one asks", async () => {
  const lastAsked = memory();
  const [one, other] = [tab(lastAsked), tab(lastAsked)];
  one.keepAlive.note();
  await vi.advanceTimersByTimeAsync(1);
  other.keepAlive.note();
  one.keepAlive.note();
  await vi.advanceTimersByTimeAsync(TENTH_MS);
  expect([...one.asked, ...other.asked]).toHaveLength(2);
});

test.each<[string, () => Promise<boolean>]>([
  ["fails", async () => Promise.reject(new Error("no network"))],
  ["is left to another tab", async () => false],
])("one that %s is tried again when somebody does something, but not at every move", async (_what, outcome) => {
  const { asked, keepAlive } = tab(memory(), outcome);
  for (let second = 0; second < 65; second += 1) {
    keepAlive.note();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(asked).toHaveLength(3);
});

test("a clock that is set back keeps nobody waiting", async () => {
  const { asked, keepAlive } = tab(memory());
  keepAlive.note();
  await vi.advanceTimersByTimeAsync(1);
  vi.setSystemTime(START - IDLE_MS);
  keepAlive.note();
  await vi.advanceTimersByTimeAsync(TENTH_MS);
  expect(asked).toHaveLength(2);
});

test("once stopped it asks no more", async () => {
  const { asked, keepAlive } = tab(memory());
  keepAlive.note();
  await vi.advanceTimersByTimeAsync(1);
  keepAlive.note();
  keepAlive.stop();
  await vi.advanceTimersByTimeAsync(IDLE_MS);
  expect(asked).toEqual([0]);
});
