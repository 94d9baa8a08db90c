import { addSample, type SpeedSample } from "@/lib/upload/engine/speed";
import { backoffMilliseconds } from "@/lib/utils/backoff";

/** So many refused links in a row, each of them new, are enough: another one will not do. */
const MOST_REFUSALS = 3;

/**
 * So many failures before the first byte, and it is said that the storage cannot be reached from this page. Later ones are
 * those of a line that worked, and are waited out without limit.
 */
const MOST_FAILURES_BEFORE_FIRST_BYTE = 3;

/** What broke a transfer, and passes. */
export type DownloadFault =
  /** The line to the storage broke, stalled, or the storage failed. `status` where it answered. */
  | { kind: "line"; status: number | null; retryAfterMilliseconds: number | null }
  /** The storage refused the link, as it does once it expired. */
  | { kind: "refused"; status: number }
  /** No link could be had for now; `message` is a sentence for people. */
  | { kind: "no_link"; message: string; retryAfterMilliseconds: number | null };

/** What ends a download. */
export type DownloadProblem =
  | { kind: "disk_full" }
  /** The permission to write was taken back, or the file is locked. */
  | { kind: "not_allowed" }
  /** The file, or the folder it is in, is no longer there. */
  | { kind: "file_gone" }
  | { kind: "not_written"; why: string }
  /** The images API gives no link any more, in its words. */
  | { kind: "no_link"; message: string; requestId: string | null }
  | { kind: "refused"; status: number }
  | { kind: "unreachable" }
  /** More bytes came than the image has. */
  | { kind: "too_long" }
  | { kind: "internal"; why: string };

interface Transfer {
  sizeBytes: number;
  /** As the images API tells it, hexadecimal. */
  expectedSha256: string;
  receivedBytes: number;
  samples: readonly SpeedSample[];
  /** Since a byte came last. */
  failures: number;
  refusals: number;
}

/** Where a download is. Bytes count from the file's beginning. */
export type DownloadState =
  | (Transfer & { kind: "running" })
  /** Until `resumesAt` (epoch ms), or until somebody asks to go on. */
  | (Transfer & { kind: "waiting"; resumesAt: number; fault: DownloadFault })
  /** Every byte is there; the browser puts the file into its place. */
  | { kind: "saving"; sizeBytes: number; expectedSha256: string }
  | { kind: "verified"; sizeBytes: number; sha256: string }
  | { kind: "mismatch"; sizeBytes: number; expectedSha256: string; sha256: string }
  | { kind: "failed"; problem: DownloadProblem; receivedBytes: number; sizeBytes: number };

/** Times in epoch ms. */
export type DownloadEvent =
  | { type: "progressed"; receivedBytes: number; at: number }
  /** `random` is uniform in [0, 1). */
  | { type: "broke"; fault: DownloadFault; at: number; random: number }
  | { type: "resumed" }
  | { type: "received" }
  | { type: "saved"; sha256: string }
  | { type: "failed"; problem: DownloadProblem };

export function beginDownload(sizeBytes: number, expectedSha256: string): DownloadState {
  return { kind: "running", sizeBytes, expectedSha256, receivedBytes: 0, samples: [], failures: 0, refusals: 0 };
}

/** Whether there is still something to come, and to be lost when the page is closed. */
export function isUnderWay({ kind }: DownloadState): boolean {
  return kind === "running" || kind === "waiting" || kind === "saving";
}

/** The next state. What is told of a download that is over changes nothing. */
export function reduceDownload(state: DownloadState, event: DownloadEvent): DownloadState {
  switch (event.type) {
    case "progressed":
      return progressed(state, event.receivedBytes, event.at);
    case "broke":
      return broke(state, event);
    case "resumed":
      return state.kind === "waiting" ? { ...transferOf(state), kind: "running" } : state;
    case "received": {
      if (state.kind !== "running") return state;
      const { sizeBytes, expectedSha256 } = state;
      return { kind: "saving", sizeBytes, expectedSha256 };
    }
    case "saved": {
      if (state.kind !== "saving") return state;
      const { sizeBytes, expectedSha256 } = state;
      const { sha256 } = event;
      return sha256 === expectedSha256
        ? { kind: "verified", sizeBytes, sha256 }
        : { kind: "mismatch", sizeBytes, expectedSha256, sha256 };
    }
    case "failed":
      return isUnderWay(state) ? failed(state, event.problem) : state;
    default:
      return event satisfies never;
  }
}

function progressed(state: DownloadState, receivedBytes: number, at: number): DownloadState {
  if (state.kind !== "running") return state;
  const samples = addSample(state.samples, { at, bytes: receivedBytes });
  if (receivedBytes <= state.receivedBytes) return { ...state, samples };
  return { ...state, samples, receivedBytes, failures: 0, refusals: 0 };
}

function broke(state: DownloadState, { fault, at, random }: Extract<DownloadEvent, { type: "broke" }>): DownloadState {
  if (state.kind !== "running") return state;
  const failures = state.failures + 1;
  const refusals = fault.kind === "refused" ? state.refusals + 1 : state.refusals;
  if (fault.kind === "refused" && refusals > MOST_REFUSALS) {
    return failed(state, { kind: "refused", status: fault.status });
  }
  if (fault.kind === "line" && state.receivedBytes === 0 && failures > MOST_FAILURES_BEFORE_FIRST_BYTE) {
    return failed(state, { kind: "unreachable" });
  }
  const resumesAt = at + waitMilliseconds(fault, failures, refusals, random);
  // Speed is measured anew: a pause is not a slow line.
  return { ...transferOf(state), kind: "waiting", samples: [], failures, refusals, resumesAt, fault };
}

function waitMilliseconds(fault: DownloadFault, failures: number, refusals: number, random: number): number {
  // A link that expired is mended by a new one, at once.
  if (fault.kind === "refused") return refusals === 1 ? 0 : backoffMilliseconds(failures, random);
  return fault.retryAfterMilliseconds ?? backoffMilliseconds(failures, random);
}

function failed(state: DownloadState, problem: DownloadProblem): DownloadState {
  const receivedBytes = "receivedBytes" in state ? state.receivedBytes : state.sizeBytes;
  return { kind: "failed", problem, receivedBytes, sizeBytes: state.sizeBytes };
}

function transferOf({ sizeBytes, expectedSha256, receivedBytes, samples, failures, refusals }: Transfer): Transfer {
  return { sizeBytes, expectedSha256, receivedBytes, samples, failures, refusals };
}
