import { partLength } from "@/lib/upload/machine/parts";
import { expect, test } from "vitest";
import { after, allSent, answer, begun, hashed, IMAGE, network, refused, sent, SIZE } from "./machine/machine-fixture";
import type { UploadEvent } from "./machine/upload-event";
import type { UploadView } from "./upload-view";
import { viewOf } from "./view";

const NOTHING = { pause: false, resume: false, cancel: false, retry: false, dismiss: false };
const failure = { code: "forbidden", message: "You may only look.", requestId: null } as const;

function view(events: readonly UploadEvent[]): UploadView | null {
  return viewOf(after(events), [], 0);
}

const broken: UploadEvent[] = [
  ...begun,
  { type: "part_began", partNumber: 1 },
  { type: "part_failed", partNumber: 1, fault: network, retryAt: 700 },
];
const forbidden: UploadEvent = { type: "request_failed", fault: { kind: "stopped", failure }, retryAt: 0 };

const cases: { status: string; events: UploadEvent[]; can: Partial<UploadView["can"]> }[] = [
  { status: "queued", events: [], can: { pause: true, cancel: true } },
  { status: "creating", events: [{ type: "create_began" }], can: { pause: true, cancel: true } },
  { status: "uploading", events: begun, can: { pause: true, cancel: true } },
  { status: "paused", events: [...begun, { type: "pause" }], can: { resume: true, cancel: true } },
  { status: "retrying", events: broken, can: { pause: true, cancel: true, retry: true } },
  { status: "offline", events: [...broken, { type: "offline" }], can: { pause: true, cancel: true, retry: true } },
  { status: "finishing", events: [...begun, ...allSent], can: { pause: true, cancel: true } },
  { status: "finishing", events: [...begun, ...allSent, hashed], can: { cancel: true } },
  {
    status: "verifying",
    events: [...begun, ...allSent, hashed, answer("complete", "verifying")],
    can: { cancel: true },
  },
  {
    status: "completed",
    events: [...begun, ...allSent, hashed, answer("complete", "completed")],
    can: { dismiss: true },
  },
  { status: "failed", events: [{ type: "create_began" }, forbidden], can: { retry: true, dismiss: true } },
  {
    status: "failed",
    events: [...begun, { type: "file_failed", failure: { ...failure, code: "file_changed" } }],
    can: { cancel: true, dismiss: true },
  },
  {
    status: "failed",
    events: [...begun, ...allSent, hashed, answer("complete", "failed")],
    can: { retry: true, cancel: true, dismiss: true },
  },
  {
    status: "creating",
    events: [...begun, ...allSent, hashed, answer("complete", "failed"), { type: "retry" }],
    can: {},
  },
  { status: "canceling", events: [...begun, { type: "cancel" }], can: {} },
];

test.each(cases)("$status can be $can", ({ status, events, can }) => {
  expect(view(events)).toMatchObject({ status, can: { ...NOTHING, ...can } });
});

test("a wait says until when, and why", () => {
  expect(view(broken)?.retry).toEqual({ at: 700, cause: "The line broke." });
});

test("while any part moves nothing is called a wait", () => {
  const other: UploadEvent = { type: "part_began", partNumber: 2 };
  expect(view([...begun, { type: "part_began", partNumber: 1 }, other, ...broken.slice(-1)])?.status).toBe("uploading");
});

test("an offline browser is no reason to call a wait for a busy server offline", () => {
  const events: UploadEvent[] = [
    ...broken.slice(0, -1),
    { type: "part_failed", partNumber: 1, fault: refused, retryAt: 700 },
    { type: "offline" },
  ];
  expect(view(events)?.status).toBe("retrying");
});

test("bytes in flight count, and a failed upload keeps those that a retry goes on from", () => {
  const moving: UploadEvent[] = [
    ...begun,
    ...sent(1),
    { type: "part_began", partNumber: 2 },
    { type: "part_progressed", partNumber: 2, sentBytes: 5 },
  ];
  const part = partLength(IMAGE.plan, SIZE, 1);
  expect(view(moving)?.sentBytes).toBe(part + 5);
  const stopped: UploadEvent = { type: "part_failed", partNumber: 2, fault: { kind: "stopped", failure }, retryAt: 0 };
  expect(view([...moving, stopped])).toMatchObject({ status: "failed", sentBytes: part, failure });
  expect(view([...begun, ...allSent])?.sentBytes).toBe(SIZE);
});

test("nothing is left to see of a canceled upload", () => {
  expect(view([{ type: "cancel" }])).toBeNull();
});

test("of one piece people see that it begins anew, and until when it is taken", () => {
  const expiresAt = "2026-05-02T10:00:00.000Z";
  const image = { id: "image_1", plan: { kind: "single", ticket: "sealed", expiresAt } } as const;
  const sending = after([{ type: "create_began" }, { type: "created", image }, { type: "part_began", partNumber: 1 }]);
  expect(viewOf(sending, [], 0)).toMatchObject({ beginsAnew: true, expiresAt: Date.parse(expiresAt) });
  const arrived = after([{ type: "part_acknowledged", partNumber: 1 }], sending);
  expect(viewOf(arrived, [], 0)).toMatchObject({ status: "finishing", expiresAt: null });
  expect(viewOf(after(begun), [], 0)).toMatchObject({ beginsAnew: false, expiresAt: null });
});

test("a cancel that waits for the provider says why, and can be hurried", () => {
  const image = { ...IMAGE, plan: { kind: "blocks", partSizeBytes: 16 * 1024 * 1024 } } as const;
  const busy = { kind: "busy", cause: "Oxide is at work on it.", retryAfterMilliseconds: 3_000 } as const;
  const waiting = after([
    { type: "create_began" },
    { type: "created", image },
    { type: "cancel" },
    { type: "request_failed", fault: busy, retryAt: 10 },
  ]);
  expect(viewOf(waiting, [], 0)).toMatchObject({
    status: "canceling",
    retry: { at: 10, cause: "Oxide is at work on it." },
    can: { retry: true, cancel: false, dismiss: false },
  });
});
