import { cancelCreating, cancelingImage, deleting, reduceCanceling } from "./machine-canceling";
import { reduceCreating, reduceFinishing, reduceVerifying } from "./machine-image";
import { reduceTransferring } from "./machine-parts";
import type { UploadEvent } from "./upload-event";
import type { Failed, Phase, UploadImage, UploadState } from "./upload-state";

/**
 * The next state. Pure: no clock, no chance, no request. An event that does not belong to the state, such as the answer to a
 * request that was aborted meanwhile, leaves it as it is.
 */
export function reduce(state: UploadState, event: UploadEvent): UploadState {
  const flagged = withFlags(state, event);
  const phase = reducePhase(flagged, event);
  return phase === flagged.phase ? flagged : { ...flagged, phase };
}

function withFlags(state: UploadState, event: UploadEvent): UploadState {
  switch (event.type) {
    case "pause":
      return canPause(state.phase) && !state.paused ? { ...state, paused: true } : state;
    case "resume":
    case "retry":
      return state.paused ? { ...state, paused: false } : state;
    case "online":
    case "offline":
      return state.offline === (event.type === "offline") ? state : { ...state, offline: event.type === "offline" };
    case "unauthorized":
      return withUnauthorized(state, event.cause);
    case "authorized":
      return withUnauthorized(state, null);
    case "request_failed":
    case "part_failed":
      return event.fault.kind === "unauthorized" ? withUnauthorized(state, event.fault.cause) : state;
    default:
      return state;
  }
}

function withUnauthorized(state: UploadState, unauthorized: string | null): UploadState {
  return state.unauthorized === unauthorized ? state : { ...state, unauthorized };
}

/** Whether Pause has a meaning: only while there is something left to send. */
export function canPause(phase: Phase): boolean {
  return phase.kind === "queued" || phase.kind === "creating" || phase.kind === "transferring";
}

/** The image that a phase knows of. */
export function imageOf(phase: Phase): UploadImage | null {
  switch (phase.kind) {
    case "queued":
    case "creating":
    case "canceled":
      return null;
    case "transferring":
    case "finishing":
    case "verifying":
    case "completed":
    case "failed":
    case "canceling":
      return phase.image;
    default:
      return phase satisfies never;
  }
}

function reducePhase(state: UploadState, event: UploadEvent): Phase {
  const { phase } = state;
  switch (phase.kind) {
    case "queued":
      if (event.type === "cancel") return { kind: "canceled" };
      if (event.type !== "create_began") return phase;
      return { kind: "creating", failures: 0, retry: null, unclear: false };
    case "creating":
      return event.type === "cancel" ? cancelCreating(phase) : reduceCreating(state, phase, event);
    case "transferring":
      return event.type === "cancel" ? cancelingImage(phase) : reduceTransferring(state, phase, event);
    case "finishing":
      return event.type === "cancel" ? cancelingImage(phase) : reduceFinishing(state, phase, event);
    case "verifying":
      return event.type === "cancel" ? cancelingImage(phase) : reduceVerifying(phase, event);
    case "failed":
      return reduceFailed(phase, event);
    case "canceling":
      return reduceCanceling(phase, event);
    case "completed":
    case "canceled":
      return phase;
    default:
      return phase satisfies never;
  }
}

function reduceFailed(phase: Failed, event: UploadEvent): Phase {
  if (event.type === "retry") return retry(phase);
  if (event.type !== "cancel") return phase;
  if (phase.image === null) return { kind: "canceled" };
  return deleting(phase.image, phase.resume, null);
}

function retry(phase: Failed): Phase {
  const { image, resume, failure, cause } = phase;
  if (resume === null) return phase;
  if (image === null || resume.kind !== "queued") return resume;
  return deleting(image, resume, cause ?? failure);
}
