import fc from "fast-check";
import { expect, test } from "vitest";
import { MIB } from "@/lib/contract/limits";
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
  sent,
  SHA256,
  SIZE,
} from "@/lib/upload/machine/machine-fixture";
import { partCount, sentBytes } from "@/lib/upload/machine/parts";
import type { UploadEvent } from "@/lib/upload/machine/upload-event";
import type { UploadState } from "@/lib/upload/machine/upload-state";
import { HASH_LIBRARY } from "./hash-library";
import { interruptedUpload } from "./interrupted";
import { recordLike } from "./ledger-fixture";
import { ledgerRecordSchema, type LedgerRecord } from "./ledger-record";
import { recordOf, restoredUpload, type Recording } from "./recording";

const PART = 16 * MIB;
const extras = { fingerprint: SHA256, handle: null, startedAt: 10, now: 20 };
const hashedTo = (bytes: number): UploadEvent => ({
  type: "hash_progressed",
  hashedBytes: bytes,
  checkpoint: { bytes, state: btoa(`after ${bytes}`) },
});

function recorded(state: UploadState): LedgerRecord {
  const recording = recordOf(state, extras);
  if (recording === null || recording === "as_before") throw new Error(`no record: ${recording}`);
  return ledgerRecordSchema.parse(recording);
}

test("an upload that has no image yet begins again", () => {
  expect(recorded(queued)).toMatchObject({ image: null, acknowledged: [], hash: null });
  expect(restoredUpload(recorded(queued))).toEqual(queued);
});

test("who closed the page while the image was being made is told that a taken name may be taken by that image", () => {
  const conflict = { code: "conflict", message: "The name is taken.", requestId: null } as const;
  const refusal: UploadEvent = { type: "request_failed", fault: { kind: "stopped", failure: conflict }, retryAt: 0 };
  const restored = restoredUpload(recorded(after([{ type: "create_began" }])));
  const failed = after([{ type: "tick", now: 1 }, refusal], restored);
  expect(failed.phase).toMatchObject({
    kind: "failed",
    failure: { message: expect.stringContaining("delete it there") },
  });
  expect(after([{ type: "tick", now: 1 }, ...begun], restored).phase).toMatchObject({ kind: "transferring" });
  expect(restoredUpload(recorded(failed)).phase).toEqual({ kind: "queued" });
});

test("an image that cannot be found leaves the record as it was: only Retry gives up what was sent", () => {
  const lost: UploadEvent = {
    type: "part_failed",
    partNumber: 2,
    fault: { kind: "stopped", failure: gone },
    retryAt: 0,
  };
  const failed = after([...begun, ...sent(1), { type: "part_began", partNumber: 2 }, lost]);
  expect(recordOf(failed, extras)).toBe("as_before");
  expect(recorded(after([{ type: "retry" }], failed))).toMatchObject({ image: null, acknowledged: [] });
});

test("goes on with the parts that are missing, and the hash from where it was saved", () => {
  const began: UploadEvent[] = [1, 2, 3].map((partNumber) => ({ type: "part_began", partNumber }));
  const acknowledged: UploadEvent[] = [1, 3].map((partNumber) => ({ type: "part_acknowledged", partNumber }));
  const record = recorded(after([...begun, ...began, hashedTo(PART), ...acknowledged]));
  expect(record).toMatchObject({ image: IMAGE, acknowledged: [1, 3], hash: { parts: 1, library: HASH_LIBRARY } });
  expect(interruptedUpload(record)).toMatchObject({ acknowledgedBytes: 2 * PART, hasHandle: false });

  const waiting = { partNumber: 2, state: "waiting", retry: null, failures: 0, refusals: 0, hurried: false };
  const checkpoint = { bytes: PART, state: btoa(`after ${PART}`) };
  expect(restoredUpload(record).phase).toEqual({
    kind: "transferring",
    image: IMAGE,
    acknowledged: [1, 3],
    open: [waiting],
    hash: { hashedBytes: PART, checkpoint, sha256: null },
  });
});

test("hashes from the beginning when the library is another, or nothing is left to read", () => {
  const fresh = { hashedBytes: 0, checkpoint: null, sha256: null };
  expect(restoredUpload(recordLike(), "hash-wasm 3.0.0").phase).toMatchObject({ acknowledged: [1, 3], hash: fresh });
  const whole = recordLike({ hash: { library: HASH_LIBRARY, parts: 4, bytes: SIZE, state: "" } });
  expect(restoredUpload(whole).phase).toMatchObject({ acknowledged: [1, 3], hash: fresh });
});

test("a checkpoint that is not at a part's end is not recorded", () => {
  expect(recorded(after([...begun, hashedTo(PART + 1)])).hash).toBeNull();
});

test("reads how the image stands once everything was sent and hashed", () => {
  const finishing = after([...begun, ...allSent, hashed]);
  const verifying = after([answer("complete", "verifying")], finishing);
  for (const state of [finishing, verifying]) {
    const record = recorded(state);
    expect(record).toMatchObject({ acknowledged: [1, 2, 3, 4], sha256: SHA256 });
    expect(restoredUpload(record).phase).toMatchObject({ kind: "finishing", step: "read", sha256: SHA256 });
  }
});

test("what is paused stays paused, also when only the completion is missing", () => {
  const state = after([...begun, ...allSent, { type: "pause" }, hashed]);
  const restored = restoredUpload(recorded(state));
  expect(restored).toMatchObject({ paused: true, phase: { kind: "transferring", hash: { sha256: SHA256 } } });
  expect(after([{ type: "resume" }], restored).phase.kind).toBe("finishing");
});

test("a failure is recorded by where a retry goes on", () => {
  const fault = { kind: "stopped", failure: { code: "forbidden", message: "No.", requestId: null } } as const;
  const failed = after([
    ...begun,
    ...sent(1),
    { type: "part_began", partNumber: 2 },
    { type: "part_failed", partNumber: 2, fault, retryAt: 0 },
  ]);
  expect(failed.phase.kind).toBe("failed");
  expect(recorded(failed)).toMatchObject({ image: IMAGE, acknowledged: [1] });
});

test("a file that changed, and an image that the server gave up, leave the record as it was", () => {
  const failure = { code: "file_changed", message: "Changed.", requestId: null } as const;
  expect(recordOf(after([...begun, ...sent(1), { type: "file_failed", failure }]), extras)).toBe("as_before");
  const givenUp = after([...begun, ...allSent, hashed, answer("complete", "failed")]);
  expect(recordOf(givenUp, extras)).toBe("as_before");
  expect(recordOf(after([{ type: "retry" }], givenUp), extras)).toBe("as_before");
  expect(recordOf(after([{ type: "retry" }, { type: "cancel" }], givenUp), extras)).toBeNull();
});

test("nothing is remembered of what is completed or canceled", () => {
  const completed = after([...begun, ...allSent, hashed, answer("complete", "completed")]);
  const canceling = after([...begun, ...sent(1), { type: "cancel" }]);
  const canceled = after([{ type: "deleted" }], canceling);
  for (const state of [completed, canceling, canceled]) expect(recordOf(state, extras)).toBeNull();
});

const partNumber = fc.integer({ min: 0, max: 6 });
const fault = fc.constantFrom(
  network,
  refused,
  { kind: "stopped" as const, failure: gone },
  {
    kind: "stopped" as const,
    failure: { code: "invalid_request" as const, message: "A part is missing.", requestId: null },
  },
);
const event: fc.Arbitrary<UploadEvent> = fc.oneof(
  fc.constantFrom<UploadEvent>({ type: "pause" }, { type: "resume" }, { type: "retry" }, { type: "cancel" }),
  fc.constantFrom<UploadEvent>({ type: "deleted" }, { type: "tick", now: 100 }, hashed, ...begun),
  fc.constantFrom(answer("complete", "failed"), answer("read", "uploading"), answer("complete", "verifying")),
  fc.record({ type: fc.constant("request_failed" as const), fault, retryAt: fc.constant(50) }),
  { weight: 4, arbitrary: fc.record({ type: fc.constant("part_began" as const), partNumber }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("part_acknowledged" as const), partNumber }) },
  fc.record({ type: fc.constant("part_failed" as const), partNumber, fault, retryAt: fc.constant(50) }),
  fc.constantFrom(...[PART, 2 * PART, 3 * PART, SIZE, 7].map(hashedTo)),
);
const history = fc
  .tuple(
    fc.constantFrom<UploadEvent[]>([], begun, [...begun, ...allSent, hashed]),
    fc.array(event, { maxLength: 60, size: "max" }),
  )
  .map(([beginning, events]) => beginning.concat(events));

/** What a state says was acknowledged, wherever it says so. */
function acknowledgedIn({ phase, file }: UploadState): readonly number[] {
  const active = phase.kind === "failed" || phase.kind === "canceling" ? phase.resume : phase;
  if (active?.kind === "transferring") return active.acknowledged;
  if (active?.kind !== "finishing" && active?.kind !== "verifying") return [];
  return Array.from({ length: partCount(active.image.plan, file.sizeBytes) }, (_, index) => index + 1);
}

function checkRestored(state: UploadState, recording: Recording): void {
  if (recording === null || recording === "as_before") return;
  const record = ledgerRecordSchema.parse(structuredClone(recording));
  const restored = restoredUpload(record);
  const { phase } = restored;
  expect(acknowledgedIn(restored)).toEqual(acknowledgedIn(state));
  expect(restored.paused).toBe(state.paused);
  const { image, acknowledged, sha256, hash } = record;
  const leadsOn = hash !== null && hash.bytes < SIZE;
  expect(recordOf(restored, extras)).toMatchObject({ image, acknowledged, sha256, hash: leadsOn ? hash : null });
  if (phase.kind !== "transferring") return;
  expect(sentBytes(phase, SIZE)).toBeLessThanOrEqual(SIZE);
  const numbers = [...phase.acknowledged, ...phase.open.map((open) => open.partNumber)].toSorted((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(phase.open.every((part) => part.state === "waiting" && part.retry === null)).toBe(true);
}

test("whatever happened, a restored upload has every acknowledged part and no other, and can be recorded again", () => {
  fc.assert(
    fc.property(history, (events) => {
      const state = after(events);
      checkRestored(state, recordOf(state, extras));
    }),
    { numRuns: 2_000 },
  );
});

test("whatever happened, a restored upload completes once everything succeeds", () => {
  fc.assert(
    fc.property(history, (events) => {
      const recording = recordOf(after(events), extras);
      if (recording === null || recording === "as_before") return;
      const restored = restoredUpload(recording);
      const success = [...begun, ...allSent, hashed, answer("read", "uploading"), answer("complete", "completed")];
      expect(after([{ type: "resume" }, ...success], restored).phase.kind).toBe("completed");
    }),
    { numRuns: 1_000 },
  );
});
