import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "@/lib/contract/errors";
import { faultOf } from "@/lib/upload/machine/fault";
import { addUpload, rig, TARGET, textFile, type Rig } from "./engine-fixture";
import { bytesPerSecond } from "./speed";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const rejection = faultOf(new ApiError("token_rejected", "The token was refused."));

function kinds({ engine }: Rig): unknown[] {
  return engine.states().map(({ phase, unauthorized }) => unauthorized ?? phase.kind);
}

test("when one upload learns that the token is refused, all of the account wait, and all go on with the next", async () => {
  const all = rig();
  let tokenWorks = true;
  all.server.outcome = (what) => (tokenWorks || what.startsWith("part") ? "fine" : rejection);
  addUpload(all.engine, textFile("a.img", 85));
  addUpload(all.engine, textFile("b.img", 85));
  await vi.advanceTimersByTimeAsync(3);
  all.engine.dispatch("a.img", { type: "unauthorized", cause: "The token was refused." });
  tokenWorks = false;
  await vi.advanceTimersByTimeAsync(600_000);
  expect(kinds(all)).toEqual(["The token was refused.", "The token was refused."]);
  const asked = all.server.log.length;
  await vi.advanceTimersByTimeAsync(600_000);
  expect(all.server.log.length).toBe(asked);

  tokenWorks = true;
  all.engine.broadcast({ type: "authorized" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(kinds(all)).toEqual(["completed", "completed"]);
});

test("a speed limit spaces the parts, and taking it away ends the wait", async () => {
  const all = rig();
  all.engine.limitSpeed(10);
  addUpload(all.engine, textFile("a.img", 85));
  await vi.advanceTimersByTimeAsync(3_500);
  expect(all.server.log.filter((what) => what.startsWith("part"))).toHaveLength(4);
  all.engine.limitSpeed(null);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(all.server.log.filter((what) => what.startsWith("part"))).toHaveLength(9);
});

test("the speed of an upload that keeps to a limit is told, rests included", async () => {
  const all = rig();
  all.engine.limitSpeed(10);
  addUpload(all.engine, textFile("a.img", 500));
  await vi.advanceTimersByTimeAsync(20_500);
  expect(all.server.inFlight).toBe(0);
  const speed = bytesPerSecond(all.engine.samples("a.img"), Date.now());
  expect(speed).toBeGreaterThan(8);
  expect(speed).toBeLessThan(12);
});

test("a limit so low that a part takes months does not keep the page busy", async () => {
  const all = rig();
  const timers = vi.spyOn(globalThis, "setTimeout");
  all.engine.limitSpeed(1e-6);
  addUpload(all.engine, textFile("a.img", 85));
  await vi.advanceTimersByTimeAsync(600_000);
  // Node and browsers take a wait of more than 2^31 - 1 ms for none at all.
  expect(Math.max(...timers.mock.calls.map(([, wait]) => wait ?? 0))).toBeLessThanOrEqual(60_000);
  expect(all.server.log).toEqual(["create", "part 1"]);
});

test("when another account signs in elsewhere, uploads wait for their own", async () => {
  const all = rig();
  addUpload(all.engine, textFile("a.img", 165));
  await vi.advanceTimersByTimeAsync(10);
  all.server.account = "others";
  await vi.advanceTimersByTimeAsync(60_000);
  expect(kinds(all)).toEqual(["Another account is signed in."]);
  const sent = all.server.images.get("image_1")?.parts.size ?? 0;
  expect(sent).toBeGreaterThan(0);

  all.server.account = TARGET.account;
  const asked = all.server.log.length;
  all.engine.broadcast({ type: "authorized" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(kinds(all)).toEqual(["completed"]);
  expect(all.server.log.slice(asked).filter((what) => what.startsWith("part"))).toHaveLength(17 - sent);
});

test("an image that somebody else completed is left alone", async () => {
  const all = rig();
  all.server.outcome = (what) => (what === "part 3" ? faultOf(new ApiError("conflict", "It is completed.")) : "fine");
  addUpload(all.engine, textFile("a.img", 85));
  await vi.advanceTimersByTimeAsync(3);
  all.server.become("image_1", "completed");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(all.engine.get("a.img")?.phase).toMatchObject({
    kind: "failed",
    failure: { code: "completed_elsewhere" },
    image: null,
    resume: null,
  });
  expect(all.server.images.size).toBe(1);
});

test("an image that is gone for the account itself is gone", async () => {
  const all = rig();
  all.server.outcome = (what) => (what === "part 3" ? faultOf(new ApiError("not_found", "No such image.")) : "fine");
  addUpload(all.engine, textFile("a.img", 85));
  await vi.advanceTimersByTimeAsync(3);
  all.server.images.clear();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(kinds(all)).toEqual(["failed"]);
});
