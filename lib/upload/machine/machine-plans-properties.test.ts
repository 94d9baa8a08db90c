import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MIB } from "@/lib/contract/limits";
import { imageOf, reduce } from "./machine";
import { after, gone, hashed, network, queued, refused, sent, SIZE, unauthorized } from "./machine-fixture";
import { nextActions } from "./next-actions";
import { partCount, sentBytes } from "./parts";
import type { UploadEvent } from "./upload-event";
import type { UploadImage, UploadState } from "./upload-state";

// The properties of uploads that are no multipart uploads: one piece, and blocks.

/** When the piece is not taken any more, epoch ms: some histories get there. */
const EXPIRY = 200;
/** Between every time at which something is tried again and the expiry. */
const CALM = 150;

const FINAL_ID = "image_final";
const single: UploadImage = {
  id: "image_1",
  plan: { kind: "single", ticket: "sealed", expiresAt: new Date(EXPIRY).toISOString() },
};
const blocks: UploadImage = { id: "image_1", plan: { kind: "blocks", partSizeBytes: 16 * MIB } };

const time = fc.integer({ min: 0, max: 100 });
const part = fc.integer({ min: 0, max: 6 });
const fault = fc.oneof(
  fc.constantFrom(network, refused, unauthorized),
  fc.constant({ kind: "busy" as const, cause: "The disk is being finalized.", retryAfterMilliseconds: 3_000 }),
  fc.constantFrom("not_found" as const, "conflict" as const, "invalid_request" as const).map((code) => ({
    kind: "stopped" as const,
    failure: { ...gone, code },
  })),
);

function historyOf(image: UploadImage) {
  const count = partCount(image.plan, SIZE);
  const begun: UploadEvent[] = [{ type: "create_began" }, { type: "created", image }];
  const allSent = Array.from({ length: count }, (_, index) => sent(index + 1)).flat();
  const event: fc.Arbitrary<UploadEvent> = fc.oneof(
    fc.constantFrom<UploadEvent>(
      ...begun,
      hashed,
      { type: "pause" },
      { type: "resume" },
      { type: "retry" },
      { type: "cancel" },
      { type: "deleted" },
      { type: "online" },
      { type: "authorized" },
    ),
    fc.record({ type: fc.constant("tick" as const), now: fc.integer({ min: 0, max: 2 * EXPIRY }) }),
    fc.record({
      type: fc.constant("status_answered" as const),
      to: fc.constantFrom("complete", "read"),
      imageId: fc.constantFrom(image.id, FINAL_ID),
      status: fc.constantFrom("waiting", "uploading", "verifying", "processing", "completed", "failed"),
      reason: fc.constant(null),
      readAt: time,
    }),
    fc.record({ type: fc.constant("request_failed" as const), fault, retryAt: time }),
    fc.record({ type: fc.constant("part_began" as const), partNumber: part }),
    fc.record({ type: fc.constant("part_acknowledged" as const), partNumber: part }),
    fc.record({ type: fc.constant("part_failed" as const), partNumber: part, fault, retryAt: time }),
  );
  const beginning = fc.constantFrom<UploadEvent[]>([], begun, [...begun, ...allSent, hashed]);
  const events = fc
    .tuple(beginning, fc.array(event, { maxLength: 60, size: "max" }))
    .map(([first, rest]) => first.concat(rest));
  return { begun, allSent, events };
}

/** What a Retry may delete: what the provider gave up, or never took. */
const RETRIED = ["image_failed", "upload_expired", "part_refused"];

function checkActions(state: UploadState): void {
  const imageId = imageOf(state.phase)?.id;
  for (const action of nextActions(state)) {
    // Whatever id the image has by now, no other is spoken of.
    if ("imageId" in action && action.imageId !== imageId) expect.fail(`${action.key} is about ${action.imageId}`);
    if (action.kind === "read_status") expect.fail("The status is read, though only asking to complete leads on.");
  }
}

describe.each([
  ["one piece", single],
  ["blocks", blocks],
])("%s", (_what, image) => {
  const { begun, allSent, events } = historyOf(image);

  test("no byte is counted twice, only the server completes, one image is spoken of, nothing is deleted unasked", () => {
    fc.assert(
      fc.property(events, (list) => {
        let state = queued;
        let isCanceled = false;
        for (const change of list) {
          const next = reduce(state, change);
          if (next.phase.kind === "transferring" && sentBytes(next.phase, SIZE) > SIZE) expect.fail("Too many bytes.");
          if (next.phase.kind === "completed" && state.phase.kind !== "completed") {
            expect(change).toMatchObject({ type: "status_answered", to: "complete", status: "completed" });
            expect(change).toMatchObject({ imageId: next.phase.image.id });
          }
          checkActions(next);
          isCanceled ||= change.type === "cancel";
          if (!isCanceled && next.phase.kind === "canceling") expect(RETRIED).toContain(next.phase.retried?.code);
          state = next;
        }
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
      { numRuns: 300 },
    );
  });

  test("an upload that can go on completes once everything succeeds", () => {
    fc.assert(
      fc.property(events, (list) => {
        let state = after(list.filter(({ type }) => type !== "cancel"));
        if (state.phase.kind === "failed" && state.phase.resume === null) return;
        const done = { imageId: FINAL_ID, status: "completed", reason: null, readAt: 0 } as const;
        const complete: UploadEvent = { type: "status_answered", to: "complete", ...done };
        const calm: UploadEvent = { type: "tick", now: CALM };
        const success: UploadEvent[] = [
          { type: "authorized" },
          { type: "retry" },
          { type: "resume" },
          { type: "online" },
          calm,
          { type: "deleted" },
          calm,
          ...begun,
          ...allSent,
          hashed,
          complete,
          calm,
          complete,
        ];
        state = after(success, state);
        if (state.phase.kind !== "completed") expect.fail(`It is ${state.phase.kind}.`);
      }),
      { numRuns: 300 },
    );
  });
});
