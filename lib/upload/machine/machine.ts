import type { UploadFailure } from "@/lib/upload/upload-view";
import { reduceCreating, reduceFinishing, reduceVerifying } from "./machine-image";
import { reduceTransferring } from "./machine-parts";
import { atRest } from "./parts";
import type { UploadEvent } from "./upload-event";
import type { ActivePhase, Canceling, Failed, Phase, UploadImage, UploadState } from "./upload-state";

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
      return event.type === "cancel" ? canceling(phase) : reduceTransferring(state, phase, event);
    case "finishing":
      return event.type === "cancel" ? canceling(phase) : reduceFinishing(state, phase, event);
    case "verifying":
      return event.type === "cancel" ? canceling(phase) : reduceVerifying(phase, event);
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

function canceling(phase: Exclude<ActivePhase, { kind: "queued" | "creating" }>): Canceling {
  return { kind: "canceling", image: phase.image, resume: atRest(phase), retried: null };
}

function cancelCreating(phase: Extract<Phase, { kind: "creating" }>): Phase {
  const underWay = phase.retry === null;
  if (underWay) return { kind: "canceling", image: null, resume: phase, retried: null };
  return phase.unclear ? lostImage(phase) : { kind: "canceled" };
}

/** There may be an image that we do not know the id of: say so rather than leave it behind silently. */
function lostImage(resume: ActivePhase): Failed {
  return {
    kind: "failed",
    failure: {
      code: "network",
      message: "The connection broke while the image was being made. If it is in the list of images, delete it there.",
      requestId: null,
    },
    image: null,
    resume,
  };
}

function reduceFailed(phase: Failed, event: UploadEvent): Phase {
  if (event.type === "retry") return retry(phase);
  if (event.type !== "cancel") return phase;
  if (phase.image === null) return { kind: "canceled" };
  return { kind: "canceling", image: phase.image, resume: phase.resume, retried: null };
}

function retry(phase: Failed): Phase {
  const { image, resume, failure, cause } = phase;
  if (resume === null) return phase;
  if (image === null || resume.kind !== "queued") return resume;
  return { kind: "canceling", image, resume, retried: cause ?? failure };
}

function reduceCanceling(phase: Canceling, event: UploadEvent): Phase {
  switch (event.type) {
    case "cancel":
      return phase.retried === null ? phase : { ...phase, retried: null };
    case "created":
      return phase.image === null ? { ...phase, image: event.image, resume: null } : phase;
    case "deleted":
      if (phase.image === null) return phase;
      return phase.retried === null ? { kind: "canceled" } : { kind: "queued" };
    case "request_failed":
      return phase.image === null ? creationAnswered(phase, event) : deleteFailed(phase, event);
    default:
      return phase;
  }
}

function creationAnswered(phase: Canceling, event: Extract<UploadEvent, { type: "request_failed" }>): Phase {
  const unclear = event.fault.kind === "network" || event.fault.kind === "busy";
  return unclear ? lostImage(phase.resume ?? { kind: "queued" }) : { kind: "canceled" };
}

function deleteFailed(phase: Canceling, { fault }: Extract<UploadEvent, { type: "request_failed" }>): Failed {
  const why = fault.kind === "stopped" ? fault.failure.message : fault.cause;
  const code = fault.kind === "unauthorized" ? "token_rejected" : "network";
  const undeleted: UploadFailure = { code, message: `The image was not deleted: ${why}`, requestId: null };
  const failure = fault.kind === "stopped" ? fault.failure : undeleted;
  const { image, resume, retried } = phase;
  if (retried === null) return { kind: "failed", failure, image, resume };
  const message = `${retried.message} The failed image could not be deleted: ${why}`;
  const requestId = failure.requestId ?? retried.requestId;
  return { kind: "failed", failure: { code: retried.code, message, requestId }, image, resume, cause: retried };
}
