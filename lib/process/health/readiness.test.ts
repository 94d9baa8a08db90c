import { setTimeout as delay } from "node:timers/promises";
import pino from "pino";
import { expect, test } from "vitest";
import { createReadiness, type Check } from "./readiness";

const LONG_MS = 60_000;

function readinessOf(checks: readonly Check[], options: { deadlineMs?: number; keptMs?: number } = {}) {
  const lines: { msg: string; err?: { message: string } }[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { ask: createReadiness({ checks: () => checks, deadlineMs: LONG_MS, keptMs: 0, ...options, log }), lines };
}

const holds: Check = { name: "good", run: async () => null };

test("it is ready when every check holds", async () => {
  const { ask } = readinessOf([holds]);
  expect(await ask()).toEqual({ ready: true, checks: [{ name: "good", status: "ok" }] });
});

test("one that fails says why in a word, and its error is in the log alone, once", async () => {
  const broken: Check = { name: "broken", run: () => Promise.reject(new Error("EIO /srv/secret/images.db")) };
  const { ask, lines } = readinessOf([holds, broken]);
  const answer = await ask();
  await ask();
  expect(answer).toEqual({
    ready: false,
    checks: [
      { name: "good", status: "ok" },
      { name: "broken", status: "failing", reason: "unavailable" },
    ],
  });
  expect(lines.filter(({ err }) => err?.message.includes("EIO"))).toHaveLength(1);
});

test("one that does not end counts as late and is not started again beside itself", async () => {
  let started = 0;
  const hangs: Check = {
    name: "hangs",
    run: () => {
      started += 1;
      return new Promise(() => undefined);
    },
  };
  const { ask } = readinessOf([hangs], { deadlineMs: 1 });
  for (let round = 0; round < 3; round += 1) {
    expect((await ask()).checks).toEqual([{ name: "hangs", status: "failing", reason: "timeout" }]);
  }
  expect(started).toBe(1);
});

test("an answer is kept for a while, also by those who ask while it is found", async () => {
  let asked = 0;
  const slow: Check = {
    name: "slow",
    run: async () => {
      asked += 1;
      await delay(1);
      return null;
    },
  };
  const { ask } = readinessOf([slow], { keptMs: LONG_MS });
  await Promise.all(Array.from({ length: 100 }, ask));
  await ask();
  expect(asked).toBe(1);
});

test("one that holds again is ready, and said so", async () => {
  let reason: string | null = "low";
  const { ask, lines } = readinessOf([{ name: "disk", run: async () => reason }]);
  expect((await ask()).ready).toBe(false);
  reason = null;
  expect((await ask()).ready).toBe(true);
  expect(lines.map(({ msg }) => msg)).toEqual(["not ready", "a check holds again"]);
});
