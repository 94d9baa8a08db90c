import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "@/lib/contract/errors";
import { imageFixture } from "@/lib/contract/image-fixture";
import { ImagesRun } from "./images-run";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const imagesOf = (connection: string, count: number) =>
  Array.from({ length: count }, (_, index) => imageFixture({ connection, id: `image_${index}` }));
const LINODE = imagesOf("linode", 6);
const OXIDE = imagesOf("oxide", 6);

test("images of several connections with the same ids are done each by itself", async () => {
  const done: string[] = [];
  const run = new ImagesRun([...LINODE, ...OXIDE], async ({ connection, id }) => {
    done.push(`${connection}/${id}`);
    return connection;
  });
  expect(run.getSnapshot()).toMatchObject({ state: { kind: "idle" }, total: 12, waiting: 12 });
  await run.start();
  expect(run.getSnapshot()).toMatchObject({ state: { kind: "finished" }, done: 12, waiting: 0, running: 0, failed: 0 });
  expect(new Set(done).size).toBe(12);
  expect(OXIDE.map((image) => run.outcomeOf(image))).toEqual(OXIDE.map(() => ({ kind: "done", value: "oxide" })));
});

test("a connection that asks for patience holds up no other", async () => {
  let asked = 0;
  const run = new ImagesRun([...LINODE, ...OXIDE], async ({ connection }) => {
    if (connection !== "linode") return;
    asked += 1;
    if (asked === 1) throw new ApiError("rate_limited", "Slow down.", { retryAfterSeconds: 60 });
  });
  const over = run.start();
  await vi.advanceTimersByTimeAsync(1000);
  expect(OXIDE.every((image) => run.outcomeOf(image).kind === "done")).toBe(true);
  expect(run.getSnapshot()).toMatchObject({ state: { kind: "running" }, failed: 0 });
  expect(run.getSnapshot().resumesAt).not.toBeNull();
  await vi.advanceTimersByTimeAsync(60_000);
  await over;
  expect(run.getSnapshot()).toMatchObject({ state: { kind: "finished" }, done: 12, resumesAt: null });
});

test("a token that is refused stops its own connection's run, which goes on once it is mended", async () => {
  let isRefused = true;
  const refusal = new ApiError("token_rejected", "Sign in again.");
  const run = new ImagesRun([...LINODE, ...OXIDE], async ({ connection }) => {
    if (connection === "oxide" && isRefused) throw refusal;
  });
  await run.start();
  expect(run.getSnapshot()).toMatchObject({
    state: { kind: "halted", error: refusal },
    haltedConnection: "oxide",
    done: 6,
    waiting: 6,
  });
  isRefused = false;
  await run.start();
  expect(run.getSnapshot()).toMatchObject({ state: { kind: "finished" }, haltedConnection: null, done: 12 });
});

test("stopping stops all", async () => {
  const run = new ImagesRun([...LINODE, ...OXIDE], () => new Promise((resolve) => setTimeout(resolve, 1000)));
  const over = run.start();
  await vi.advanceTimersByTimeAsync(0);
  run.stop();
  expect(run.getSnapshot()).toMatchObject({ state: { kind: "stopping" }, running: 8, waiting: 4 });
  await vi.advanceTimersByTimeAsync(1000);
  await over;
  expect(run.getSnapshot()).toMatchObject({ state: { kind: "stopped" }, done: 8, waiting: 4 });
});
