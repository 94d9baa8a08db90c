import fc from "fast-check";
import { expect, test } from "vitest";
import { MIB } from "@/lib/contract/limits";
import { reduce } from "./machine";
import { nextActions } from "./next-actions";
import { acknowledgedBytes, partCount, sentBytes } from "./parts";
import { queuedUpload, type UploadImage, type UploadState } from "./upload-state";
import type { UploadEvent } from "./upload-event";

const IMAGE: UploadImage = { id: "image_1", plan: { kind: "multipart", partSizeBytes: 16 * MIB } };
const SHA256 = "a".repeat(64);
const SIZE = 3 * 16 * MIB + 5;

const queued = queuedUpload({
  id: "upload-1",
  connection: "sfcompute",
  name: "disk.img",
  file: { name: "disk.img", sizeBytes: SIZE, lastModified: 1 },
});

function after(events: readonly UploadEvent[], state: UploadState = queued): UploadState {
  return events.reduce(reduce, state);
}

const begun: UploadEvent[] = [{ type: "create_began" }, { type: "created", image: IMAGE }];

function sent(partNumber: number): UploadEvent[] {
  return [
    { type: "part_began", partNumber },
    { type: "part_acknowledged", partNumber },
  ];
}

const allSent = [1, 2, 3, 4].flatMap(sent);
const hashed: UploadEvent = { type: "hash_finished", sha256: SHA256 };
const network = { kind: "network", cause: "The line broke." } as const;
const refused = { kind: "refused", cause: "The storage answered 403." } as const;
const gone = { code: "not_found", message: "No such image.", requestId: "r1" } as const;

function answer(to: "complete" | "read", status: "completed" | "failed" | "verifying" | "uploading"): UploadEvent {
  return { type: "status_answered", to, status, reason: null, readAt: 50 };
}

test("an upload goes from its turn to completed", () => {
  const finishing = after([...begun, ...allSent, hashed]);
  expect(finishing.phase).toMatchObject({ kind: "finishing", step: "complete", sha256: SHA256 });
  const verifying = after([answer("complete", "uploading")], finishing);
  expect(verifying.phase.kind).toBe("verifying");
  const completed = after([{ type: "tick", now: 50 }, answer("read", "completed")], verifying);
  expect(completed.phase).toEqual({ kind: "completed", image: IMAGE, sha256: SHA256 });
});

test.each([
  { missing: "a part", events: [...[1, 2, 3].flatMap(sent), hashed] },
  { missing: "the hash", events: allSent },
])("the server is not asked to complete while $missing is missing", ({ events }) => {
  expect(after([...begun, ...events]).phase.kind).toBe("transferring");
});

test("after an unclear answer to complete the status is read before asking again", () => {
  const asked = after([...begun, ...allSent, hashed]);
  const unclear = after([{ type: "request_failed", fault: network, retryAt: 10 }], asked);
  expect(nextActions(unclear)).toEqual([{ kind: "wait", key: "wait 10", until: 10 }]);
  const reading = after([{ type: "tick", now: 10 }], unclear);
  expect(nextActions(reading)).toMatchObject([{ kind: "read_status" }]);
  expect(after([answer("read", "completed")], reading).phase.kind).toBe("completed");
  expect(nextActions(after([answer("read", "uploading")], reading))).toMatchObject([{ kind: "complete" }]);
});

test("a part whose URL is refused is signed again three times, then the cause is shown", () => {
  const fail: UploadEvent[] = [
    { type: "part_failed", partNumber: 1, fault: refused, retryAt: 0 },
    { type: "tick", now: 0 },
    { type: "part_began", partNumber: 1 },
  ];
  const thrice = after([...begun, { type: "part_began", partNumber: 1 }, ...fail, ...fail, ...fail]);
  expect(thrice.phase.kind).toBe("transferring");
  const failed = after(fail, thrice);
  expect(failed.phase).toMatchObject({ kind: "failed", failure: { code: "part_refused" } });
  expect(after([{ type: "retry" }], failed).phase).toMatchObject({
    kind: "transferring",
    open: [{ partNumber: 1, state: "waiting", refusals: 0 }],
  });
});

test("a success in between starts the count of refusals anew", () => {
  const fail = (fault: typeof refused | typeof network): UploadEvent[] => [
    { type: "part_failed", partNumber: 1, fault, retryAt: 0 },
    { type: "tick", now: 0 },
    { type: "part_began", partNumber: 1 },
  ];
  const faults = [refused, refused, refused, network, refused, refused, refused];
  expect(after([...begun, { type: "part_began", partNumber: 1 }, ...faults.flatMap(fail)]).phase.kind).toBe(
    "transferring",
  );
});

test("Pause stops every request at once and Resume sends again only what was in flight", () => {
  const sending = after([
    ...begun,
    ...sent(1),
    { type: "part_began", partNumber: 2 },
    { type: "part_progressed", partNumber: 2, sentBytes: 99 },
  ]);
  const paused = after([{ type: "pause" }], sending);
  expect(nextActions(paused)).toMatchObject([{ kind: "hash", through: 0 }]);
  expect(paused.phase).toMatchObject({ acknowledged: [1], open: [{ partNumber: 2, state: "waiting", retry: null }] });
  const resumed = after([{ type: "resume" }, { type: "part_began", partNumber: 2 }], paused);
  expect(nextActions(resumed).map(({ kind }) => kind)).toEqual(["hash", "send_part"]);
});

test("coming online wakes what waits for the network, and not what a server asked to wait", () => {
  const waiting = after([
    ...begun,
    { type: "part_began", partNumber: 1 },
    { type: "part_began", partNumber: 2 },
    { type: "part_failed", partNumber: 1, fault: network, retryAt: 60_000 },
    {
      type: "part_failed",
      partNumber: 2,
      fault: { kind: "busy", cause: "429", retryAfterMilliseconds: 60_000 },
      retryAt: 60_000,
    },
    { type: "offline" },
    { type: "online" },
  ]);
  expect(waiting.phase).toMatchObject({ open: [{ retry: null }, { retry: { at: 60_000 } }] });
});

test("a creation is not aborted by Cancel: its answer is awaited and its image deleted", () => {
  const creating = after([{ type: "create_began" }]);
  const canceling = after([{ type: "cancel" }], creating);
  expect(nextActions(canceling)).toEqual(nextActions(creating));
  const created = after([{ type: "created", image: IMAGE }], canceling);
  expect(nextActions(created)).toEqual([{ kind: "delete", key: "delete", imageId: IMAGE.id }]);
  expect(after([{ type: "deleted" }], created).phase.kind).toBe("canceled");
});

test("a failed delete leaves a failed upload that can be canceled again", () => {
  const failure = { code: "conflict", message: "A node uses it.", requestId: "r2" } as const;
  const failed = after([
    ...begun,
    { type: "cancel" },
    { type: "request_failed", fault: { kind: "stopped", failure }, retryAt: 0 },
  ]);
  expect(failed.phase).toMatchObject({ kind: "failed", failure, image: IMAGE });
  expect(nextActions(after([{ type: "cancel" }], failed))).toMatchObject([{ kind: "delete" }]);
});

test("a sign-in that ran out stops the upload and a retry loses nothing", () => {
  const failure = { code: "token_rejected", message: "Sign in again.", requestId: null } as const;
  const failed = after([
    ...begun,
    ...sent(1),
    { type: "part_began", partNumber: 2 },
    { type: "part_failed", partNumber: 2, fault: { kind: "stopped", failure }, retryAt: 0 },
  ]);
  expect(failed.phase).toMatchObject({ kind: "failed", failure });
  expect(after([{ type: "retry" }], failed).phase).toMatchObject({ kind: "transferring", acknowledged: [1] });
});

test.each([
  { event: answer("complete", "failed"), what: "the server gave the image up" },
  {
    event: { type: "request_failed", fault: { kind: "stopped", failure: gone }, retryAt: 0 } as const,
    what: "the image is gone",
  },
])("when $what, a retry begins with a new image", ({ event }) => {
  const failed = after([...begun, ...allSent, hashed, event]);
  expect(failed.phase.kind).toBe("failed");
  expect(after([{ type: "retry" }], failed).phase).toEqual({ kind: "queued" });
});

test("a file that cannot be read ends the upload for good, and the image is not completed", () => {
  const failure = { code: "file_changed", message: "It changed.", requestId: null } as const;
  const failed = after([...begun, ...allSent, { type: "file_failed", failure }, hashed]);
  expect(failed.phase).toMatchObject({ kind: "failed", failure, resume: null });
  expect(after([{ type: "retry" }], failed)).toEqual(failed);
});

const time = fc.integer({ min: 0, max: 100 });
const part = fc.integer({ min: 0, max: 6 });
const status = fc.constantFrom("waiting", "uploading", "verifying", "completed", "failed", "unknown");
const fault = fc.oneof(
  fc.constant(network),
  fc.constant(refused),
  fc.constant({ kind: "busy" as const, cause: "503", retryAfterMilliseconds: null }),
  fc.constant({ kind: "stopped" as const, failure: gone }),
  fc.constant({
    kind: "stopped" as const,
    failure: { code: "conflict" as const, message: "Taken.", requestId: null },
  }),
);
const event: fc.Arbitrary<UploadEvent> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom<UploadEvent>({ type: "pause" }, { type: "resume" }, { type: "retry" }) },
  fc.constantFrom<UploadEvent>({ type: "online" }, { type: "offline" }, { type: "cancel" }, { type: "deleted" }),
  { weight: 3, arbitrary: fc.record({ type: fc.constant("tick" as const), now: time }) },
  { weight: 3, arbitrary: fc.constantFrom<UploadEvent>({ type: "create_began" }, { type: "created", image: IMAGE }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("status_answered" as const),
      to: fc.constantFrom("complete", "read"),
      status,
      reason: fc.constant(null),
      readAt: time,
    }),
  },
  fc.record({ type: fc.constant("request_failed" as const), fault, retryAt: time }),
  { weight: 8, arbitrary: fc.record({ type: fc.constant("part_began" as const), partNumber: part }) },
  { weight: 8, arbitrary: fc.record({ type: fc.constant("part_acknowledged" as const), partNumber: part }) },
  fc.record({
    type: fc.constant("part_progressed" as const),
    partNumber: part,
    sentBytes: fc.integer({ min: -5, max: 40 * MIB }),
  }),
  fc.record({ type: fc.constant("part_failed" as const), partNumber: part, fault, retryAt: time }),
  fc.record({
    type: fc.constant("hash_progressed" as const),
    hashedBytes: fc.integer({ min: 0, max: 2 * SIZE }),
    checkpoint: fc.constant(null),
  }),
  { weight: 2, arbitrary: fc.constant(hashed) },
);
const history = fc.array(event, { maxLength: 80, size: "max" });

function checkStep(before: UploadState, change: UploadEvent, next: UploadState): void {
  const { phase } = next;
  expect(JSON.parse(JSON.stringify(next))).toEqual(next);
  if (phase.kind === "transferring") {
    expect(sentBytes(phase, SIZE)).toBeLessThanOrEqual(SIZE);
    const numbers = [...phase.acknowledged, ...phase.open.map((open) => open.partNumber)].toSorted((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    if (before.phase.kind === "transferring") {
      expect(acknowledgedBytes(phase, SIZE)).toBeGreaterThanOrEqual(acknowledgedBytes(before.phase, SIZE));
    }
  }
  if (phase.kind === "finishing" && before.phase.kind === "transferring") {
    const last = change.type === "part_acknowledged" ? 1 : 0;
    expect(before.phase.acknowledged.length + last).toBe(partCount(IMAGE.plan, SIZE));
  }
  if (phase.kind === "completed" && before.phase.kind !== "completed") {
    expect(change).toMatchObject({ type: "status_answered", status: "completed" });
  }
}

test("whatever happens in whatever order, no byte is lost, none is counted twice, and only the server completes", () => {
  fc.assert(
    fc.property(history, (events) => {
      let state = queued;
      for (const change of events) {
        const next = reduce(state, change);
        checkStep(state, change, next);
        state = next;
      }
    }),
    { numRuns: 1_000 },
  );
});

test("whatever happens, nothing is deleted and no upload is canceled unless it was asked for", () => {
  fc.assert(
    fc.property(history, (events) => {
      let state = queued;
      for (const change of events.filter(({ type }) => type !== "cancel")) {
        state = reduce(state, change);
        expect(nextActions(state).some(({ kind }) => kind === "delete")).toBe(false);
        expect(["canceling", "canceled"]).not.toContain(state.phase.kind);
      }
    }),
    { numRuns: 1_000 },
  );
});

test("whatever happened, an upload that can go on completes once everything succeeds", () => {
  fc.assert(
    fc.property(history, (events) => {
      let state = after(events.filter(({ type }) => type !== "cancel"));
      if (state.phase.kind === "failed" && state.phase.resume === null) return;
      const success: UploadEvent[] = [
        { type: "retry" },
        { type: "resume" },
        { type: "online" },
        { type: "tick", now: 1_000 },
        ...begun,
        ...allSent,
        hashed,
        answer("complete", "completed"),
        { type: "tick", now: 1_000 },
        answer("read", "completed"),
      ];
      state = after(success, state);
      expect(state.phase.kind).toBe("completed");
    }),
    { numRuns: 1_000 },
  );
});
