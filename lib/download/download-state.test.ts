import { expect, test } from "vitest";
import {
  beginDownload,
  reduceDownload,
  type DownloadEvent,
  type DownloadFault,
  type DownloadState,
} from "./download-state";

const SHA256 = "a".repeat(64);
const LINE: DownloadFault = { kind: "line", status: null, retryAfterMilliseconds: null };
const REFUSED: DownloadFault = { kind: "refused", status: 403 };

function after(...events: DownloadEvent[]): DownloadState {
  return events.reduce(reduceDownload, beginDownload(1000, SHA256));
}

const progressed = (receivedBytes: number): DownloadEvent => ({ type: "progressed", receivedBytes, at: 0 });
const broke = (fault: DownloadFault): DownloadEvent => ({ type: "broke", fault, at: 5000, random: 0.5 });
const resumed: DownloadEvent = { type: "resumed" };

test("a file whose checksum is the image's is verified", () => {
  const saved = after(progressed(1000), { type: "received" }, { type: "saved", sha256: SHA256 });
  expect(saved).toEqual({ kind: "verified", sizeBytes: 1000, sha256: SHA256 });
});

test("a file with another checksum is not, and both checksums are kept", () => {
  const sha256 = "b".repeat(64);
  const saved = after(progressed(1000), { type: "received" }, { type: "saved", sha256 });
  expect(saved).toEqual({ kind: "mismatch", sizeBytes: 1000, expectedSha256: SHA256, sha256 });
});

test("a line that breaks is waited for from the byte that was reached, longer each time until a byte comes", () => {
  const first = after(progressed(400), broke(LINE));
  expect(first).toMatchObject({ kind: "waiting", receivedBytes: 400, resumesAt: 5500 });
  const second = reduceDownload(reduceDownload(first, resumed), broke(LINE));
  expect(second).toMatchObject({ kind: "waiting", failures: 2, resumesAt: 6000 });
  const better = reduceDownload(reduceDownload(second, resumed), progressed(401));
  expect(better).toMatchObject({ kind: "running", failures: 0, receivedBytes: 401 });
});

test("a storage that asks for patience gets it", () => {
  const busy: DownloadFault = { kind: "line", status: 503, retryAfterMilliseconds: 30_000 };
  expect(after(progressed(1), broke(busy))).toMatchObject({ kind: "waiting", resumesAt: 35_000 });
});

test("a line that worked is waited for without limit", () => {
  const breaks = Array.from({ length: 50 }, () => [resumed, broke(LINE)]).flat();
  expect(after(progressed(1), ...breaks, broke(LINE))).toMatchObject({ kind: "waiting", receivedBytes: 1 });
});

test("a storage of which no byte ever comes is said to be out of reach", () => {
  const breaks = Array.from({ length: 3 }, () => [broke(LINE), resumed]).flat();
  expect(after(...breaks)).toMatchObject({ kind: "running" });
  expect(after(...breaks, broke(LINE))).toMatchObject({ kind: "failed", problem: { kind: "unreachable" } });
});

test("a link that expired is replaced at once, but not for ever", () => {
  expect(after(progressed(1), broke(REFUSED))).toMatchObject({ kind: "waiting", resumesAt: 5000 });
  const refusals = Array.from({ length: 3 }, () => [broke(REFUSED), resumed]).flat();
  expect(after(progressed(1), ...refusals, broke(REFUSED))).toMatchObject({
    kind: "failed",
    problem: { kind: "refused", status: 403 },
    receivedBytes: 1,
  });
});

test("what is told late changes nothing", () => {
  const failed = after({ type: "failed", problem: { kind: "disk_full" } });
  for (const late of [progressed(7), resumed, broke(LINE), { type: "received" } as const]) {
    expect(reduceDownload(failed, late)).toBe(failed);
  }
});
