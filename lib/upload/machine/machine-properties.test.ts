import fc from "fast-check";
import { expect, test } from "vitest";
import { MIB } from "@/lib/contract/limits";
import { reduce } from "./machine";
import {
  after,
  allSent,
  answer,
  begun,
  gone,
  hashed,
  IMAGE,
  network,
  queued,
  refused,
  SIZE,
  unauthorized,
} from "./machine-fixture";
import { nextActions } from "./next-actions";
import { acknowledgedBytes, partCount, sentBytes } from "./parts";
import type { UploadEvent } from "./upload-event";
import type { UploadState } from "./upload-state";

const time = fc.integer({ min: 0, max: 100 });
const part = fc.integer({ min: 0, max: 6 });
const status = fc.constantFrom("waiting", "uploading", "verifying", "completed", "failed", "unknown");
const fault = fc.oneof(
  fc.constant(network),
  fc.constant(refused),
  fc.constant(unauthorized),
  fc.constant({ kind: "busy" as const, cause: "503", retryAfterMilliseconds: null }),
  fc.constant({ kind: "busy" as const, cause: "429", retryAfterMilliseconds: 0 }),
  fc.constant({ kind: "stopped" as const, failure: gone }),
  fc.constant({
    kind: "stopped" as const,
    failure: { code: "conflict" as const, message: "Taken.", requestId: null },
  }),
  fc.constant({
    kind: "stopped" as const,
    failure: { code: "invalid_request" as const, message: "A part is missing.", requestId: null },
  }),
);
const event: fc.Arbitrary<UploadEvent> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom<UploadEvent>({ type: "pause" }, { type: "resume" }, { type: "retry" }) },
  fc.constantFrom<UploadEvent>({ type: "unauthorized", cause: "Refused." }, { type: "authorized" }),
  fc.constantFrom<UploadEvent>({ type: "online" }, { type: "offline" }, { type: "cancel" }, { type: "deleted" }),
  { weight: 3, arbitrary: fc.record({ type: fc.constant("tick" as const), now: time }) },
  { weight: 3, arbitrary: fc.constantFrom<UploadEvent>({ type: "create_began" }, { type: "created", image: IMAGE }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("status_answered" as const),
      to: fc.constantFrom("complete", "read"),
      imageId: fc.constant(IMAGE.id),
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
/** The way to the end of an upload, which chance alone seldom finds. */
const sentAll = fc.constantFrom<UploadEvent[]>(
  [],
  [...begun, ...allSent, hashed],
  [...begun, ...allSent, hashed, answer("complete", "failed")],
);
const history = fc
  .tuple(sentAll, fc.array(event, { maxLength: 80, size: "max" }))
  .map(([beginning, events]) => beginning.concat(events));

function checkStep(before: UploadState, change: UploadEvent, next: UploadState): void {
  const { phase } = next;
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
      // Once a history: comparing deeply at each step took most of the time, and more than a test has on a busy machine.
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }),
    { numRuns: 1_000 },
  );
});

function deletes(state: UploadState): boolean {
  return nextActions(state).some(({ kind }) => kind === "delete");
}

test("whatever happens, nothing is deleted but by Cancel, or by Retry of what the server gave up", () => {
  let deletedForRetry = 0;
  fc.assert(
    fc.property(history, (events) => {
      let state = queued;
      let canBeRetried = false;
      for (const change of events.filter(({ type }) => type !== "cancel")) {
        const next = reduce(state, change);
        if (next === state) continue;
        if (change.type === "status_answered" && change.status === "failed") canBeRetried = true;
        if (next.phase.kind === "canceling" && state.phase.kind !== "canceling") {
          expect(change.type).toBe("retry");
          expect(canBeRetried).toBe(true);
          deletedForRetry++;
        }
        if (deletes(next)) expect(next.phase).toMatchObject({ retried: { code: "image_failed" } });
        if (next.phase.kind === "creating") canBeRetried = false;
        expect(next.phase.kind).not.toBe("canceled");
        state = next;
      }
    }),
    { numRuns: 1_000 },
  );
  expect(deletedForRetry).toBeGreaterThan(0);
});

test("whatever happened, an upload that can go on completes once everything succeeds", () => {
  fc.assert(
    fc.property(history, (events) => {
      let state = after(events.filter(({ type }) => type !== "cancel"));
      if (state.phase.kind === "failed" && state.phase.resume === null) return;
      const success: UploadEvent[] = [
        { type: "authorized" },
        { type: "retry" },
        { type: "resume" },
        { type: "online" },
        { type: "deleted" },
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
