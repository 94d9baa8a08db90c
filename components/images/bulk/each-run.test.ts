import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NetworkError } from "@/lib/client/network-error";
import { ApiError } from "@/lib/contract/errors";
import { EachRun } from "./each-run";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const IDS = Array.from({ length: 12 }, (_, index) => `image_${index}`);

/** Work that ends when it is told to. */
function heldWork() {
  const held = new Map<string, { resolve: () => void; reject: (error: unknown) => void }>();
  const work = (id: string) =>
    new Promise<string>((resolve, reject) => held.set(id, { resolve: () => resolve(id), reject }));
  const end = async (id: string) => {
    held.get(id)?.resolve();
    held.delete(id);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { held, work, end };
}

test("each item is done once, four at a time", async () => {
  const { held, work, end } = heldWork();
  const run = new EachRun(IDS, work);
  const over = run.start();
  await vi.advanceTimersByTimeAsync(0);
  expect([...held.keys()]).toEqual(IDS.slice(0, 4));
  await end("image_2");
  expect([...held.keys()]).toEqual(["image_0", "image_1", "image_3", "image_4"]);
  expect(run.getSnapshot()).toMatchObject({ total: 12, waiting: 7, running: 4, done: 1, failed: 0 });
  for (const id of IDS) await end(id);
  await over;
  expect(run.getSnapshot()).toMatchObject({ state: { kind: "finished" }, waiting: 0, running: 0, done: 12 });
  expect(run.outcomeOf("image_7")).toEqual({ kind: "done", value: "image_7" });
});

test("one that fails stays with its error, and alone is tried again", async () => {
  const asked: string[] = [];
  const refusal = new ApiError("conflict", "In use.");
  const run = new EachRun(IDS, async (id) => {
    asked.push(id);
    if (id === "image_5" && asked.length <= IDS.length) throw refusal;
  });
  await run.start();
  expect(run.getSnapshot()).toMatchObject({ state: { kind: "finished" }, done: 11, failed: 1 });
  expect(run.outcomeOf("image_5")).toEqual({ kind: "failed", error: refusal });
  await run.tryAgain();
  expect(asked.slice(IDS.length)).toEqual(["image_5"]);
  expect(run.getSnapshot()).toMatchObject({ done: 12, failed: 0 });
});

test("a server that asks to wait is waited for, by all", async () => {
  const asked: string[] = [];
  const run = new EachRun(IDS, async (id) => {
    asked.push(id);
    if (asked.length === 1) throw new ApiError("rate_limited", "Slow down.", { retryAfterSeconds: 12 });
  });
  const over = run.start();
  await vi.advanceTimersByTimeAsync(11_900);
  expect(asked).toHaveLength(4);
  expect(run.getSnapshot()).toMatchObject({ resumesAt: Date.now() + 100, waiting: 9, done: 3 });
  await vi.advanceTimersByTimeAsync(100);
  await over;
  expect(run.getSnapshot()).toMatchObject({ state: { kind: "finished" }, resumesAt: null, done: 12 });
});

test("no answer is asked for again, and in the end the run rests without giving an item up", async () => {
  let isAway = true;
  let asked = 0;
  const run = new EachRun(IDS, async () => {
    asked += 1;
    if (isAway) throw new NetworkError("The server cannot be reached.");
  });
  const over = run.start();
  await vi.advanceTimersByTimeAsync(10_000);
  await over;
  expect(run.getSnapshot()).toMatchObject({ state: { kind: "halted" }, waiting: 12, failed: 0 });
  expect(asked).toBeLessThan(13);
  isAway = false;
  await run.start();
  expect(run.getSnapshot()).toMatchObject({ state: { kind: "finished" }, done: 12 });
});

test("a refused token rests the run at once", async () => {
  const asked: string[] = [];
  const error = new ApiError("token_rejected", "Sign in again.");
  const run = new EachRun(IDS, async (id) => {
    asked.push(id);
    throw error;
  });
  await run.start();
  expect(asked).toHaveLength(4);
  expect(run.getSnapshot()).toMatchObject({ state: { kind: "halted", error }, waiting: 12 });
});

test("stopping lets what has begun end, and begins nothing more", async () => {
  const { held, work, end } = heldWork();
  const run = new EachRun(IDS, work);
  const over = run.start();
  await vi.advanceTimersByTimeAsync(0);
  run.stop();
  expect(run.getSnapshot().state.kind).toBe("stopping");
  for (const id of IDS.slice(0, 4)) await end(id);
  await over;
  expect(held.size).toBe(0);
  expect(run.getSnapshot()).toMatchObject({ state: { kind: "stopped" }, waiting: 8, done: 4 });
});

test("stopping ends a wait as well", async () => {
  const run = new EachRun(IDS, async () => {
    throw new ApiError("rate_limited", "Slow down.", { retryAfterSeconds: 600 });
  });
  const over = run.start();
  await vi.advanceTimersByTimeAsync(5);
  run.stop();
  await over;
  expect(run.getSnapshot()).toMatchObject({ state: { kind: "stopped" }, resumesAt: null, waiting: 12 });
});
