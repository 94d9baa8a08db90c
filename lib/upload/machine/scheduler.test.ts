import { expect, test } from "vitest";
import { after, begun, network, sent } from "./machine-fixture";
import { nextBeginning, type Beginning } from "./scheduler";
import type { UploadEvent } from "./upload-event";
import type { UploadState } from "./upload-state";

const BOUND = 4;

function upload(id: string, events: readonly UploadEvent[]): UploadState {
  return { ...after(events), id };
}

function inFlight(...partNumbers: number[]): UploadEvent[] {
  return [...begun, ...partNumbers.map((partNumber) => ({ type: "part_began" as const, partNumber }))];
}

function broken(partNumber: number): UploadEvent {
  return { type: "part_failed", partNumber, fault: network, retryAt: 1_000 };
}

function nextOfTwo(first: UploadEvent[], second: UploadEvent[]): Beginning | null {
  return nextBeginning([upload("first", first), upload("second", second)], { bound: BOUND });
}

test("a free place goes to the upload that has the fewest, the older one among equals", () => {
  expect(nextOfTwo(begun, begun)).toEqual({ kind: "part", id: "first", partNumber: 1 });
  expect(nextOfTwo(inFlight(1), begun)).toEqual({ kind: "part", id: "second", partNumber: 1 });
  expect(nextOfTwo(inFlight(1), inFlight(1))).toEqual({ kind: "part", id: "first", partNumber: 2 });
});

test("equals take turns, so that none starves where one part goes at a time", () => {
  const uploads = ["a", "b", "c"].map((id) => upload(id, begun));
  const nextAfter = (lastBegan: string) => nextBeginning(uploads, { bound: 1, lastBegan })?.id;
  expect(["a", "b", "c", "gone"].map(nextAfter)).toEqual(["b", "c", "a", "a"]);
});

test("nothing begins while every place is taken", () => {
  expect(nextBeginning([upload("a", inFlight(1, 2)), upload("b", inFlight(1, 2))], { bound: BOUND })).toBeNull();
});

test("a queued upload begins beside those that are sending, up to one upload a place", () => {
  const sending = ["a", "b", "c", "d"].map((id) => upload(id, inFlight(1)));
  const queued = upload("queued", []);
  expect(nextBeginning([...sending.slice(1), queued], { bound: BOUND })).toEqual({ kind: "create", id: "queued" });
  expect(nextBeginning([...sending, queued], { bound: BOUND })).toBeNull();
});

test("an upload that is paused, or waits for the network, does not hold up a queued one", () => {
  const paused = ["a", "b"].map((id) => upload(id, [...inFlight(1), { type: "pause" }]));
  const waiting = ["c", "d"].map((id) => upload(id, [...inFlight(1, 2, 3, 4), ...[1, 2, 3, 4].map(broken)]));
  expect(nextBeginning([...paused, ...waiting, upload("queued", [])], { bound: BOUND })).toEqual({
    kind: "create",
    id: "queued",
  });
});

test("a part that failed goes before a part that was never sent, once its time has come", () => {
  const failed = upload("a", [...inFlight(1, 2), broken(1)]);
  expect(nextBeginning([failed], { bound: BOUND })).toEqual({ kind: "part", id: "a", partNumber: 3 });
  const due = upload("a", [...inFlight(1, 2), broken(1), { type: "tick", now: 1_000 }]);
  expect(nextBeginning([due], { bound: BOUND })).toEqual({ kind: "part", id: "a", partNumber: 1 });
});

test("a line that is down does not take every part of a file with it", () => {
  const down = upload("a", [...inFlight(1, 2), broken(1), broken(2)]);
  expect(nextBeginning([down], { bound: 2 })).toBeNull();
  expect(nextBeginning([down], { bound: 3 })).toEqual({ kind: "part", id: "a", partNumber: 3 });
});

test("nothing begins once every part was sent", () => {
  expect(nextBeginning([upload("a", [...begun, ...[1, 2, 3, 4].flatMap(sent)])], { bound: BOUND })).toBeNull();
});
