import { describe, expect, test } from "vitest";
import type { Fault } from "./fault";
import { after, allSent, begun, hashed, network, refused } from "./machine-fixture";
import type { UploadEvent } from "./upload-event";
import type { UploadState } from "./upload-state";

const unwell: Fault = { kind: "busy", cause: "503", retryAfterMilliseconds: null };
const patience: Fault = { kind: "busy", cause: "429", retryAfterMilliseconds: 0 };

function begin(partNumber: number): UploadEvent {
  return { type: "part_began", partNumber };
}

function fail(partNumber: number, fault: Fault): UploadEvent {
  return { type: "part_failed", partNumber, fault, retryAt: 60_000 };
}

/** Parts that wait until a time of their own. */
function waiting({ phase }: UploadState): number[] {
  if (phase.kind !== "transferring") return [];
  return phase.open.flatMap((part) => (part.state === "waiting" && part.retry !== null ? [part.partNumber] : []));
}

/** Part 4 in flight, the others waiting: for the network, for a failing server, for one that asked for patience. */
const outage = after([...begun, ...[1, 2, 3, 4].map(begin), fail(1, network), fail(2, unwell), fail(3, patience)]);

describe("when the storage is back", () => {
  test.each<{ what: string; event: UploadEvent; left: number[] }>([
    { what: "a part arrives", event: { type: "part_acknowledged", partNumber: 4 }, left: [3] },
    { what: "a part moves", event: { type: "part_progressed", partNumber: 4, sentBytes: 1 }, left: [3] },
    { what: "a part does not move", event: { type: "part_progressed", partNumber: 4, sentBytes: 0 }, left: [1, 2, 3] },
    { what: "the user asks", event: { type: "retry" }, left: [] },
  ])("once $what, parts $left still wait", ({ event, left }) => {
    expect(waiting(outage)).toEqual([1, 2, 3]);
    expect(waiting(after([event], outage))).toEqual(left);
  });

  test("a refused URL is not signed again before its time", () => {
    const state = after([{ type: "retry" }, begin(1), fail(4, refused)], outage);
    const again = after([{ type: "part_acknowledged", partNumber: 1 }], state);
    expect(waiting(again)).toEqual([4]);
  });
});

test("a storage that takes bytes and fails then is not asked again and again without a wait", () => {
  const moves: UploadEvent = { type: "part_progressed", partNumber: 4, sentBytes: 1 };
  const hurried = after([moves, begin(1), fail(1, network)], outage);
  const later: UploadEvent = { type: "part_progressed", partNumber: 4, sentBytes: 2 };
  expect(waiting(after([later], hurried))).toEqual([1, 3]);
  const ownTime = after([{ type: "tick", now: 60_000 }, begin(1), fail(1, network)], hurried);
  expect(waiting(after([later], ownTime))).toEqual([]);
});

test("a try by hand leaves alone what is in flight", () => {
  expect(after([{ type: "retry" }], outage).phase).toMatchObject({
    open: [{ failures: 0 }, { failures: 0 }, { failures: 0 }, { partNumber: 4, state: "in_flight" }],
  });
});

test.each<{ what: string; events: UploadEvent[]; kind: string }>([
  { what: "the image to be made", events: [{ type: "create_began" }], kind: "creating" },
  { what: "the image to be completed", events: [...begun, ...allSent, hashed], kind: "finishing" },
])("a try by hand ends the wait for $what", ({ events, kind }) => {
  const state = after([...events, { type: "request_failed", fault: unwell, retryAt: 60_000 }]);
  expect(state.phase).toMatchObject({ kind, retry: { at: 60_000 } });
  expect(after([{ type: "retry" }], state).phase).toMatchObject({ kind, retry: null });
});
