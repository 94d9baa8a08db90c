import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "@/lib/contract/errors";
import { MAX_PARTS_IN_FLIGHT } from "@/lib/upload/machine/scheduler";
import type { Phase } from "@/lib/upload/machine/upload-state";
import { cancelUpload } from "./cancel";
import { addUpload, rig, textFile, type Outcome, type Rig } from "./engine-fixture";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const network = { kind: "network", cause: "The line broke." } as const;
const busy = { kind: "busy", cause: "503", retryAfterMilliseconds: null } as const;

function kindOf({ engine }: Rig, id: string): Phase["kind"] | undefined {
  return engine.get(id)?.phase.kind;
}

function partsOf({ server }: Rig): string[] {
  return server.log.filter((what) => what.startsWith("part")).toSorted();
}

async function minutes(count: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(count * 60_000);
}

test("files go up together, under one bound, and each completes", async () => {
  const all = rig();
  for (const name of ["a", "b", "c"]) addUpload(all.engine, textFile(name, 95));
  await minutes(2);
  expect(["a", "b", "c"].map((id) => kindOf(all, id))).toEqual(["completed", "completed", "completed"]);
  expect(all.server.mostInFlight).toBe(MAX_PARTS_IN_FLIGHT);
  expect(partsOf(all)).toHaveLength(30);
  expect(all.told.length).toBeGreaterThanOrEqual(3 * 3);
});

const outcome = fc.constantFrom<Outcome>("fine", "fine", "fine", "lost", network, busy);

test("whatever breaks on the way, every byte arrives and nothing is deleted", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(outcome, { maxLength: 60, size: "max" }),
      fc.integer({ min: 1, max: 120 }),
      async (list, size) => {
        const all = rig();
        const outcomes = [...list];
        // A creation whose answer is lost leaves its name taken: what follows is for people to decide.
        all.server.outcome = (what) => (what === "create" ? "fine" : (outcomes.shift() ?? "fine"));
        addUpload(all.engine, textFile("a", size));
        addUpload(all.engine, textFile("b", 31));
        await minutes(60);
        expect([kindOf(all, "a"), kindOf(all, "b")]).toEqual(["completed", "completed"]);
        expect(all.server.log).not.toContain("remove");
        expect(all.server.mostInFlight).toBeLessThanOrEqual(MAX_PARTS_IN_FLIGHT);
      },
    ),
    { numRuns: 60 },
  );
});

test("a complete whose answer is lost is not asked for twice", async () => {
  const all = rig();
  let lost = false;
  all.server.outcome = (what) => {
    if (what !== "complete" || lost) return "fine";
    lost = true;
    return "lost";
  };
  addUpload(all.engine, textFile("a", 20));
  await minutes(5);
  expect(kindOf(all, "a")).toBe("completed");
  expect(all.server.log.filter((what) => what === "complete")).toHaveLength(1);
});

test("Pause stops the network at once; Resume sends only what was in flight", async () => {
  const all = rig();
  all.server.partMilliseconds = 1_000;
  addUpload(all.engine, textFile("a", 60));
  await vi.advanceTimersByTimeAsync(1_500);
  expect(all.server.inFlight).toBe(2);
  all.engine.dispatch("a", { type: "pause" });
  await vi.advanceTimersByTimeAsync(0);
  expect(all.server.inFlight).toBe(0);
  await minutes(10);
  expect(partsOf(all)).toEqual(["part 1", "part 2", "part 3", "part 4"]);
  all.engine.dispatch("a", { type: "resume" });
  await minutes(1);
  expect(kindOf(all, "a")).toBe("completed");
  expect(partsOf(all)).toEqual(["part 1", "part 2", "part 3", "part 4", "part 5", "part 6"]);
});

test("a file that waits for a retry leaves its places to the others", async () => {
  const all = rig();
  all.server.outcome = (what) => (what.startsWith("part") && !all.engine.get("b") ? network : "fine");
  addUpload(all.engine, textFile("a", 95));
  await vi.advanceTimersByTimeAsync(20);
  addUpload(all.engine, textFile("b", 95));
  all.server.partMilliseconds = 100;
  await vi.advanceTimersByTimeAsync(50);
  expect(all.server.inFlight).toBe(MAX_PARTS_IN_FLIGHT);
});

test("sending waits for a hash that falls behind, and hashing never runs ahead of sending", async () => {
  const all = rig();
  all.hasher.upTo = 10;
  addUpload(all.engine, textFile("a", 200));
  await minutes(5);
  expect(partsOf(all)).toHaveLength(MAX_PARTS_IN_FLIGHT + 2);
  expect(all.hasher.furthest).toBe(60);
});

test("Cancel stops every request at once and deletes the image, once", async () => {
  const all = rig();
  all.server.partMilliseconds = 1_000;
  addUpload(all.engine, textFile("a", 95));
  await vi.advanceTimersByTimeAsync(100);
  const canceled = cancelUpload(all.engine, "a");
  await vi.advanceTimersByTimeAsync(0);
  expect(all.server.inFlight).toBe(0);
  await minutes(1);
  await canceled;
  expect(all.server.log).toEqual(["create", "remove"]);
  expect(all.server.images.size).toBe(0);
  expect(all.engine.states()).toEqual([]);
});

test("a Cancel while the image is being made waits for the answer and deletes it", async () => {
  const all = rig();
  addUpload(all.engine, textFile("a", 95));
  const canceled = cancelUpload(all.engine, "a");
  await minutes(1);
  await canceled;
  expect(all.server.log).toEqual(["create", "remove"]);
  expect(all.server.images.size).toBe(0);
});

test("a delete that fails is told, and Cancel can be asked for again", async () => {
  const all = rig();
  const failure = { code: "conflict", message: "A node uses it.", requestId: "r" } as const;
  all.server.partMilliseconds = 1_000;
  all.server.outcome = (what) => (what === "remove" ? { kind: "stopped", failure } : "fine");
  addUpload(all.engine, textFile("a", 95));
  await vi.advanceTimersByTimeAsync(100);
  const refused = expect(cancelUpload(all.engine, "a")).rejects.toEqual(
    new ApiError("conflict", "A node uses it.", { requestId: "r" }),
  );
  await minutes(1);
  await refused;
  expect(kindOf(all, "a")).toBe("failed");
  all.server.outcome = () => "fine";
  const canceled = cancelUpload(all.engine, "a");
  await minutes(1);
  await canceled;
  expect(all.engine.states()).toEqual([]);
});

test("an image that is gone already is deleted", async () => {
  const all = rig();
  all.server.partMilliseconds = 1_000;
  addUpload(all.engine, textFile("a", 95));
  await vi.advanceTimersByTimeAsync(100);
  all.server.images.clear();
  const canceled = cancelUpload(all.engine, "a");
  await minutes(1);
  await expect(canceled).resolves.toBeUndefined();
});

test("forgetting an upload stops it and asks the server for nothing", async () => {
  const all = rig();
  all.server.partMilliseconds = 1_000;
  addUpload(all.engine, textFile("a", 95));
  await vi.advanceTimersByTimeAsync(100);
  all.engine.forget("a");
  await minutes(1);
  expect(all.server.log).toEqual(["create"]);
  expect(all.server.inFlight).toBe(0);
});

test("coming online does not wait for the rest of a backoff", async () => {
  const all = rig();
  all.server.outcome = (what) => (what.startsWith("part") ? network : "fine");
  addUpload(all.engine, textFile("a", 10));
  await minutes(10);
  all.server.outcome = () => "fine";
  all.engine.broadcast({ type: "offline" });
  all.engine.broadcast({ type: "online" });
  await vi.advanceTimersByTimeAsync(10);
  expect(["finishing", "verifying"]).toContain(kindOf(all, "a"));
});

test.each([
  { what: "a timer fires a little early", clock: -1 },
  { what: "the clock is set back by an hour", clock: -3_600_000 },
])("a wait ends in its time though $what", async ({ clock }) => {
  const all = rig();
  all.server.outcome = (what) => (what.startsWith("part") ? network : "fine");
  addUpload(all.engine, textFile("a", 10));
  await vi.advanceTimersByTimeAsync(100);
  all.server.outcome = () => "fine";
  vi.setSystemTime(Date.now() + clock);
  await minutes(1);
  expect(kindOf(all, "a")).toBe("completed");
});

test("a long Retry-After is honoured and its end is not missed", async () => {
  const all = rig();
  all.server.outcome = (what) =>
    what.startsWith("part") ? { kind: "busy", cause: "429", retryAfterMilliseconds: 10 * 60_000 } : "fine";
  addUpload(all.engine, textFile("a", 10));
  await minutes(1);
  all.server.outcome = () => "fine";
  await minutes(8);
  expect(partsOf(all)).toEqual(["part 1"]);
  await minutes(3);
  expect(kindOf(all, "a")).toBe("completed");
});
