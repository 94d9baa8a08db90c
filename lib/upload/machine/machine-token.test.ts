import { expect, test } from "vitest";
import { viewOf } from "@/lib/upload/view";
import { after, allSent, begun, hashed, IMAGE, sent, unauthorized } from "./machine-fixture";
import { nextActions } from "./next-actions";
import { nextBeginning } from "./scheduler";
import type { UploadEvent } from "./upload-event";
import type { UploadState } from "./upload-state";

const authorized: UploadEvent = { type: "authorized" };
const refusedRequest: UploadEvent = { type: "request_failed", fault: unauthorized, retryAt: 10 };

function actionKinds(state: UploadState): string[] {
  return nextActions(state).map(({ kind }) => kind);
}

function statusOf(state: UploadState): string | undefined {
  return viewOf(state, [], 0)?.status;
}

test("a part whose URL needs another token waits for it, and counts no failure", () => {
  const state = after([
    ...begun,
    { type: "part_began", partNumber: 1 },
    { type: "part_failed", partNumber: 1, fault: unauthorized, retryAt: 10 },
  ]);
  expect(state.phase).toMatchObject({ open: [{ partNumber: 1, state: "waiting", failures: 0, retry: null }] });
  expect(statusOf(state)).toBe("unauthorized");
  expect(nextBeginning([state])).toBeNull();
  expect(nextBeginning([after([authorized], state)])).toEqual({ kind: "part", id: "upload-1", partNumber: 1 });
});

test("what is in flight needs no token any more and arrives", () => {
  const inFlight: UploadEvent[] = [...begun, ...sent(1), { type: "part_began", partNumber: 2 }];
  const state = after([...inFlight, { type: "unauthorized", cause: "Refused." }]);
  expect(actionKinds(state)).toContain("send_part");
  const arrived = after([{ type: "part_acknowledged", partNumber: 2 }], state);
  expect(arrived.phase).toMatchObject({ acknowledged: [1, 2] });
  expect(nextBeginning([arrived])).toBeNull();
});

test("a creation that is refused for its token is tried again with the next one, without a wait in between", () => {
  const state = after([{ type: "create_began" }, refusedRequest]);
  expect(actionKinds(state)).toEqual([]);
  expect(actionKinds(after([{ type: "tick", now: 1_000 }], state))).toEqual([]);
  expect(actionKinds(after([authorized], state))).toEqual(["create"]);
});

test("a completion that is refused for its token has not taken effect and is asked again", () => {
  const state = after([...begun, ...allSent, hashed, refusedRequest]);
  expect(state.phase).toMatchObject({ kind: "finishing", step: "complete" });
  expect(actionKinds(state)).toEqual([]);
  expect(actionKinds(after([authorized], state))).toEqual(["complete"]);
});

test("waiting for the verification goes on with the next token", () => {
  const verifying: UploadEvent = {
    type: "status_answered",
    to: "complete",
    imageId: IMAGE.id,
    status: "verifying",
    reason: null,
    readAt: 5,
  };
  const state = after([...begun, ...allSent, hashed, verifying, { type: "tick", now: 5 }, refusedRequest]);
  expect(statusOf(state)).toBe("unauthorized");
  expect(actionKinds(state)).toEqual([]);
  expect(actionKinds(after([authorized], state))).toEqual(["read_status"]);
});

test("a delete that is refused for its token says so and can be asked for again", () => {
  const state = after([...begun, ...sent(1), { type: "cancel" }, refusedRequest]);
  expect(state.phase).toMatchObject({ kind: "failed", failure: { code: "token_rejected" } });
  expect(actionKinds(after([{ type: "cancel" }], state))).toEqual(["delete"]);
});

test("pause and the token are two things: an upload that was paused stays so", () => {
  const state = after([...begun, { type: "pause" }, { type: "unauthorized", cause: "Refused." }, authorized]);
  expect(statusOf(state)).toBe("paused");
  expect(nextBeginning([state])).toBeNull();
});
