import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Phase } from "@/lib/upload/machine/upload-state";
import { cancelUpload } from "./cancel";
import { addUpload, PART_BYTES, rig, textFile, type Rig } from "./engine-fixture";

// Uploads whose file goes up in one piece, and those that the dashboard itself writes block by block.

const NOW = Date.parse("2026-05-01T10:00:00Z");
const DAY = 24 * 60 * 60_000;
const single = { kind: "single", ticket: "sealed", expiresAt: new Date(NOW + DAY).toISOString() } as const;
const blocks = { kind: "blocks", partSizeBytes: PART_BYTES } as const;
const network = { kind: "network", cause: "The line broke." } as const;
const refused = { kind: "refused", cause: "The storage answered 403." } as const;

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

function kindOf({ engine }: Rig, id: string): Phase["kind"] | undefined {
  return engine.get(id)?.phase.kind;
}

async function minutes(count: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(count * 60_000);
}

test("a file goes up whole, and completion is asked for until it is final", async () => {
  const all = rig();
  all.server.plan = single;
  addUpload(all.engine, textFile("a", 95));
  await minutes(2);
  expect(kindOf(all, "a")).toBe("completed");
  expect(all.server.log).toEqual(["create", "part 1", "complete", "complete", "complete", "complete"]);
});

test("a whole file whose line breaks begins anew; when only the answer was lost it is not sent again", async () => {
  const all = rig();
  all.server.plan = single;
  let tries = 0;
  all.server.outcome = (what) => {
    if (what !== "part 1") return "fine";
    tries++;
    // The second time it arrives, and the provider begins to work on it.
    if (tries === 2) all.server.become("image_1", "processing");
    return tries === 1 ? network : "lost";
  };
  addUpload(all.engine, textFile("a", 95));
  await minutes(2);
  expect(all.server.log.filter((what) => what === "part 1")).toHaveLength(2);
  expect(all.server.log).toContain("complete");
  expect(kindOf(all, "a")).not.toBe("failed");
});

test("a whole file that is refused twice goes to a new image, once somebody asks for it", async () => {
  const all = rig();
  all.server.plan = single;
  all.server.outcome = (what) => (what === "part 1" ? refused : "fine");
  addUpload(all.engine, textFile("a", 95));
  await minutes(2);
  expect(all.engine.get("a")?.phase).toMatchObject({ kind: "failed", failure: { code: "part_refused" } });
  expect(all.server.log).not.toContain("remove");
  all.server.outcome = () => "fine";
  all.engine.dispatch("a", { type: "retry" });
  await minutes(2);
  expect(kindOf(all, "a")).toBe("completed");
  expect(all.server.log.filter((what) => what === "create" || what === "remove")).toEqual([
    "create",
    "remove",
    "create",
  ]);
});

test("what was not sent in time fails and says so, also while it is paused; Retry begins with a new image", async () => {
  const all = rig();
  all.server.plan = single;
  all.server.partMilliseconds = 60_000;
  addUpload(all.engine, textFile("a", 95));
  await vi.advanceTimersByTimeAsync(100);
  all.engine.dispatch("a", { type: "pause" });
  await vi.advanceTimersByTimeAsync(DAY - 1_000);
  expect(kindOf(all, "a")).toBe("transferring");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(all.engine.get("a")?.phase).toMatchObject({ kind: "failed", failure: { code: "upload_expired" } });
  all.server.plan = { ...single, expiresAt: new Date(Date.now() + DAY).toISOString() };
  all.engine.dispatch("a", { type: "retry" });
  await minutes(3);
  expect(kindOf(all, "a")).toBe("completed");
});

test("what is on its way when the time ends may still arrive", async () => {
  const all = rig();
  all.server.plan = { ...single, expiresAt: new Date(NOW + 30_000).toISOString() };
  all.server.partMilliseconds = 60_000;
  addUpload(all.engine, textFile("a", 95));
  await minutes(3);
  expect(kindOf(all, "a")).toBe("completed");
});

test("an image that vanished is told in the provider's words", async () => {
  const all = rig();
  all.server.plan = single;
  all.server.reads = 100;
  addUpload(all.engine, textFile("a", 95));
  await minutes(1);
  all.server.images.clear();
  await minutes(1);
  expect(all.engine.get("a")?.phase).toMatchObject({
    kind: "failed",
    failure: { code: "not_found", message: "No such image.", requestId: "request-1" },
  });
});

test("an image that gets its id only when it is made is known by that one", async () => {
  const all = rig();
  all.server.plan = blocks;
  all.server.finalId = "image_final";
  addUpload(all.engine, textFile("a", 95));
  await minutes(2);
  expect(all.engine.get("a")?.phase).toMatchObject({ kind: "completed", image: { id: "image_final" } });
  expect(all.server.log).not.toContain("read");
  expect(all.server.log).not.toContain("remove");
});

test("a completion that breaks off is asked for again until it is done", async () => {
  const all = rig();
  all.server.plan = blocks;
  const outcomes = ["lost", network, "lost"] as const;
  let asked = 0;
  all.server.outcome = (what) => (what === "complete" ? (outcomes[asked++] ?? "fine") : "fine");
  addUpload(all.engine, textFile("a", 25));
  await minutes(10);
  expect(kindOf(all, "a")).toBe("completed");
  expect(all.server.log).not.toContain("read");
});

test("a Cancel waits for a provider that is still at work on the image, and is not forgotten", async () => {
  const all = rig();
  all.server.plan = blocks;
  all.server.partMilliseconds = 1_000;
  const failure = { code: "conflict", message: "The disk is being finalized.", requestId: "r" } as const;
  const busy = { kind: "busy", cause: failure.message, retryAfterMilliseconds: 3_000 } as const;
  let deletes = 0;
  all.server.outcome = (what) => (what === "remove" && ++deletes < 4 ? busy : "fine");
  addUpload(all.engine, textFile("a", 95));
  await vi.advanceTimersByTimeAsync(100);
  await Promise.all([cancelUpload(all.engine, "a"), vi.advanceTimersByTimeAsync(10)]);
  expect(all.engine.get("a")?.phase).toMatchObject({ kind: "canceling", retry: { cause: failure.message } });
  await minutes(5);
  expect(all.engine.get("a")).toBeUndefined();
  expect(deletes).toBe(4);
  expect(all.server.images.size).toBe(0);
});
