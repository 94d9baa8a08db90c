import { bytesPerSecond, secondsLeft, steadyBytesPerSecond, type SpeedSample } from "./engine/speed";
import { canPause, imageOf } from "./machine/machine";
import { isInFlight, partCount, sentBytes } from "./machine/parts";
import { beginsAnew, expiryOf } from "./machine/plan";
import type { Phase, Retry, Transferring, UploadState } from "./machine/upload-state";
import type { UploadStatus, UploadView } from "./upload-view";

/**
 * An upload as people see it; null when nothing of it is left to see.
 * @param samples bytes moved so far, for the speed
 * @param now epoch ms
 */
export function viewOf(state: UploadState, samples: readonly SpeedSample[], now: number): UploadView | null {
  const { phase, file } = state;
  if (phase.kind === "canceled") return null;
  const retry = currentRetry(state);
  const status = statusOf(state, retry);
  const sent = sentBytesOf(state);
  const measured = status === "uploading" ? bytesPerSecond(samples, now) : null;
  // A rest between two parts, which a low speed limit makes long, is no stall.
  const speed = measured === 0 && !hasPartInFlight(state) ? null : measured;
  return {
    id: state.id,
    connection: state.connection,
    account: state.account,
    elsewhere: false,
    imageId: imageOf(phase)?.id ?? null,
    name: state.name,
    fileName: file.name,
    sizeBytes: file.sizeBytes,
    status,
    sentBytes: sent,
    sha256: sha256Of(phase),
    bytesPerSecond: speed,
    secondsLeft:
      speed === null || speed === 0 ? null : secondsLeft(file.sizeBytes - sent, steadyBytesPerSecond(samples, now)),
    retry: retry === null || !tellsRetry(status) ? null : { at: retry.at, cause: retry.cause },
    failure: phase.kind === "failed" ? phase.failure : null,
    ...waysOf(phase),
    can: {
      pause: canPause(phase) && !state.paused,
      resume: canPause(phase) && state.paused,
      cancel: canCancel(phase),
      // Whoever knows that the server is back need not sit out the wait.
      retry: phase.kind === "failed" ? phase.resume !== null : retry !== null && canHurry(status),
      dismiss: phase.kind === "failed" || phase.kind === "completed",
    },
  };
}

function canHurry(status: UploadStatus): boolean {
  return tellsRetry(status) || status === "offline";
}

function tellsRetry(status: UploadStatus): boolean {
  return status === "retrying" || status === "canceling";
}

/** What the plan means for people, while there is something left to send. */
function waysOf(phase: Phase): Pick<UploadView, "beginsAnew" | "expiresAt"> {
  const transferring = phase.kind === "failed" ? phase.resume : phase;
  if (transferring?.kind !== "transferring") return { beginsAnew: false, expiresAt: null };
  const { image, acknowledged } = transferring;
  return { beginsAnew: beginsAnew(image.plan), expiresAt: acknowledged.length > 0 ? null : expiryOf(image.plan) };
}

/** Bytes sent so far: acknowledged plus in flight. */
export function sentBytesOf({ phase, file }: UploadState): number {
  switch (phase.kind) {
    case "queued":
    case "creating":
    case "canceled":
      return 0;
    case "transferring":
      return sentBytes(phase, file.sizeBytes);
    case "finishing":
    case "verifying":
    case "completed":
      return file.sizeBytes;
    case "failed":
    case "canceling":
      // What a retry would go on from.
      return phase.resume?.kind === "transferring" ? sentBytes(phase.resume, file.sizeBytes) : 0;
    default:
      return phase satisfies never;
  }
}

function sha256Of(phase: Phase): string | null {
  switch (phase.kind) {
    case "transferring":
      return phase.hash.sha256;
    case "finishing":
    case "verifying":
    case "completed":
      return phase.sha256;
    case "queued":
    case "creating":
    case "failed":
    case "canceling":
    case "canceled":
      return null;
    default:
      return phase satisfies never;
  }
}

function statusOf(state: UploadState, retry: Retry | null): UploadStatus {
  const { phase, paused, offline } = state;
  if (paused && canPause(phase)) return "paused";
  if (state.unauthorized !== null && needsToken(phase)) return "unauthorized";
  if (retry !== null && phase.kind !== "canceling") return offline && retry.network ? "offline" : "retrying";
  switch (phase.kind) {
    case "transferring":
      return isAllSent(state, phase) ? "finishing" : "uploading";
    case "queued":
    case "creating":
    case "finishing":
    case "verifying":
    case "completed":
    case "failed":
      return phase.kind;
    case "canceling":
      return phase.retried === null ? "canceling" : "creating";
    case "canceled":
      return "canceling";
    default:
      return phase satisfies never;
  }
}

/** Whether anything is left to ask of the API. */
function needsToken(phase: Phase): boolean {
  switch (phase.kind) {
    case "queued":
    case "creating":
    case "transferring":
    case "finishing":
    case "verifying":
      return true;
    case "completed":
    case "failed":
    case "canceling":
    case "canceled":
      return false;
    default:
      return phase satisfies never;
  }
}

function isAllSent({ file }: UploadState, { acknowledged, image }: Transferring): boolean {
  return acknowledged.length === partCount(image.plan, file.sizeBytes);
}

/** The wait that holds the whole upload up: while any part moves there is none. */
function currentRetry({ phase }: UploadState): Retry | null {
  switch (phase.kind) {
    case "creating":
    case "finishing":
    case "canceling":
      return phase.retry;
    case "transferring": {
      if (phase.open.some(isInFlight)) return null;
      const retries = phase.open.map((part) => (part.state === "waiting" ? part.retry : null));
      return retries.filter((retry) => retry !== null).toSorted((a, b) => a.at - b.at)[0] ?? null;
    }
    case "queued":
    case "verifying":
    case "completed":
    case "failed":
    case "canceled":
      return null;
    default:
      return phase satisfies never;
  }
}

function hasPartInFlight({ phase }: UploadState): boolean {
  return phase.kind === "transferring" && phase.open.some((part) => part.state === "in_flight");
}

function canCancel(phase: Phase): boolean {
  switch (phase.kind) {
    case "queued":
    case "creating":
    case "transferring":
    case "finishing":
    case "verifying":
      return true;
    case "failed":
      // Without an image there is nothing to delete, and dismissing does.
      return phase.image !== null;
    case "completed":
    case "canceling":
    case "canceled":
      return false;
    default:
      return phase satisfies never;
  }
}
