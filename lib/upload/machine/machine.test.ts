import { expect, test } from "vitest";
import { after, allSent, answer, begun, gone, hashed, IMAGE, network, refused, sent, SHA256 } from "./machine-fixture";
import { nextActions } from "./next-actions";
import type { UploadEvent } from "./upload-event";

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

function failAndBegin(fault: typeof refused | typeof network): UploadEvent[] {
  return [
    { type: "part_failed", partNumber: 1, fault, retryAt: 0 },
    { type: "tick", now: 0 },
    { type: "part_began", partNumber: 1 },
  ];
}

test("a part whose URL is refused is signed again three times, then the cause is shown", () => {
  const fail = failAndBegin(refused);
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
  const faults = [refused, refused, refused, network, refused, refused, refused];
  expect(after([...begun, { type: "part_began", partNumber: 1 }, ...faults.flatMap(failAndBegin)]).phase.kind).toBe(
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
  expect(nextActions(created)).toEqual([
    { kind: "delete", key: "delete 0", imageId: IMAGE.id, mayTakeTime: false, failures: 0 },
  ]);
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

test("when the image is gone, a retry begins with a new one", () => {
  const event: UploadEvent = { type: "request_failed", fault: { kind: "stopped", failure: gone }, retryAt: 0 };
  const failed = after([...begun, ...allSent, hashed, event]);
  expect(failed.phase.kind).toBe("failed");
  expect(after([{ type: "retry" }], failed).phase).toEqual({ kind: "queued" });
});

const givenUp = after([...begun, ...allSent, hashed, answer("complete", "failed")]);

test("when the server gave the image up, a retry deletes it and begins with a new one", () => {
  expect(givenUp.phase).toMatchObject({
    failure: { message: expect.stringContaining("Retry deletes the failed image") },
  });
  const deleting = after([{ type: "retry" }], givenUp);
  expect(nextActions(deleting)).toEqual([
    { kind: "delete", key: "delete 0", imageId: IMAGE.id, mayTakeTime: false, failures: 0 },
  ]);
  expect(after([{ type: "deleted" }], deleting).phase).toEqual({ kind: "queued" });
  expect(after([{ type: "cancel" }, { type: "deleted" }], deleting).phase.kind).toBe("canceled");
});

test("a retry that cannot delete the failed image says both reasons, once, and can be repeated or canceled", () => {
  const failure = { code: "conflict", message: "A node uses it.", requestId: "r2" } as const;
  const refusedDelete: UploadEvent[] = [
    { type: "retry" },
    { type: "request_failed", fault: { kind: "stopped", failure }, retryAt: 0 },
  ];
  const once = after(refusedDelete, givenUp);
  expect(once.phase).toMatchObject({
    kind: "failed",
    failure: {
      code: "image_failed",
      message: expect.stringMatching(/^The server says.*could not be deleted: A node uses it\.$/),
      requestId: "r2",
    },
  });
  expect(after(refusedDelete, once)).toEqual(once);
  expect(nextActions(after([{ type: "cancel" }], once))).toMatchObject([{ kind: "delete" }]);
});

test("a file that cannot be read ends the upload for good, and the image is not completed", () => {
  const failure = { code: "file_changed", message: "It changed.", requestId: null } as const;
  const failed = after([...begun, ...allSent, { type: "file_failed", failure }, hashed]);
  expect(failed.phase).toMatchObject({ kind: "failed", failure, resume: null });
  expect(after([{ type: "retry" }], failed)).toEqual(failed);
});
