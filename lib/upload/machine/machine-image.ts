import type { Fault } from "./fault";
import { completesByAsking } from "./plan";
import type { UploadEvent } from "./upload-event";
import {
  emptyImage,
  type Creating,
  type Failed,
  type Finishing,
  type Phase,
  type Retry,
  type UploadState,
  type Verifying,
} from "./upload-state";

// The phases that are a conversation with the images API: making the image, completing it, waiting for its verification.

type StatusAnswer = Extract<UploadEvent, { type: "status_answered" }>;

/** Whether a wait is over: its time has come, the network that it waits for is back, or there is a token again. */
export function isWoken(retry: Retry, event: UploadEvent): boolean {
  if (event.type === "authorized") return true;
  return (event.type === "tick" && event.now >= retry.at) || (event.type === "online" && retry.network);
}

/** What to remember of a fault that will be repeated. */
export function retryOf(fault: Exclude<Fault, { kind: "stopped" }>, at: number): Retry {
  const patient = fault.kind === "refused" || (fault.kind === "busy" && fault.retryAfterMilliseconds !== null);
  return { at, cause: fault.cause, network: fault.kind === "network", patient };
}

export function reduceCreating(state: UploadState, phase: Creating, event: UploadEvent): Phase {
  switch (event.type) {
    case "created":
      return emptyImage(event.image);
    case "request_failed": {
      const { fault, retryAt } = event;
      if (fault.kind === "stopped") return creationRefused(phase, fault);
      const unclear = phase.unclear || fault.kind === "network" || fault.kind === "busy";
      return { ...phase, failures: phase.failures + 1, retry: retryOf(fault, retryAt), unclear };
    }
    case "tick":
    case "online":
    case "authorized":
      return phase.retry !== null && mayBegin(state) && isWoken(phase.retry, event) ? { ...phase, retry: null } : phase;
    case "resume":
    case "retry":
      return phase.retry === null || state.unauthorized !== null ? phase : { ...phase, retry: null };
    default:
      return phase;
  }
}

function mayBegin({ paused, unauthorized }: UploadState): boolean {
  return !paused && unauthorized === null;
}

function creationRefused(phase: Creating, { failure }: Extract<Fault, { kind: "stopped" }>): Failed {
  // The name may be taken by the image that a broken request made: it would be the user's own, and empty.
  const ownImage = phase.unclear && failure.code === "conflict";
  const hint =
    " The image may have been made by a request whose answer was lost: if the list shows it, delete it there and retry.";
  return {
    kind: "failed",
    failure: ownImage ? { ...failure, message: `${failure.message}${hint}` } : failure,
    image: null,
    resume: { kind: "queued" },
  };
}

export function reduceFinishing(state: UploadState, phase: Finishing, event: UploadEvent): Phase {
  switch (event.type) {
    case "status_answered":
      return phase.step === event.to ? finishingAnswered(phase, event) : phase;
    case "request_failed": {
      const { fault, retryAt } = event;
      const failures = phase.failures + 1;
      if (fault.kind === "stopped") return completionRefused(state, phase, fault) ?? stopped(phase, fault);
      // The server may have done what it was asked although its answer was lost: look before asking again.
      const keepsStep = fault.kind === "unauthorized" || completesByAsking(phase.image.plan);
      const step = keepsStep ? phase.step : "read";
      return { ...phase, step, failures, retry: retryOf(fault, retryAt) };
    }
    case "tick":
    case "online":
    case "authorized":
      return phase.retry !== null && isWoken(phase.retry, event) ? { ...phase, retry: null } : phase;
    case "retry":
      return phase.retry === null ? phase : { ...phase, retry: null };
    default:
      return phase;
  }
}

/** A completion that is not valid lacks a part on the server, whatever was acknowledged: asking again changes nothing. */
function completionRefused(
  { file }: UploadState,
  { step, image, sha256 }: Finishing,
  { failure }: Extract<Fault, { kind: "stopped" }>,
): Failed | null {
  if (step !== "complete" || failure.code !== "invalid_request") return null;
  const hash = { hashedBytes: file.sizeBytes, checkpoint: null, sha256 };
  return {
    kind: "failed",
    failure: { ...failure, message: `${failure.message} Retry sends every part of the file again.` },
    image,
    resume: { kind: "transferring", image, acknowledged: [], open: [], hash },
  };
}

/** The image by the id that it has from now on: some providers make it only of what was uploaded. */
function withId<P extends Finishing | Verifying>(phase: P, id: string): P {
  return id === phase.image.id ? phase : { ...phase, image: { ...phase.image, id } };
}

function finishingAnswered(before: Finishing, event: StatusAnswer): Phase {
  const phase = withId(before, event.imageId);
  const { image, sha256 } = phase;
  const verifying: Verifying = { kind: "verifying", image, sha256, reads: 0, readAt: event.readAt, failures: 0 };
  switch (event.status) {
    case "completed":
      return { kind: "completed", image, sha256 };
    case "failed":
      return imageFailed(phase, event.reason);
    case "verifying":
    case "processing":
      return verifying;
    case "waiting":
    case "uploading":
    case "not_imported":
    case "deleting":
    case "unknown":
      // An answer to `complete` means that it took effect, whatever word the provider has for it.
      return event.to === "complete" ? verifying : { ...phase, step: "complete", retry: null };
    default:
      return event.status satisfies never;
  }
}

export function reduceVerifying(phase: Verifying, event: UploadEvent): Phase {
  switch (event.type) {
    case "status_answered":
      return event.to === verifyingQuestion(phase) ? verifyingAnswered(withId(phase, event.imageId), event) : phase;
    case "request_failed":
      if (event.fault.kind === "stopped") return stopped(phase, event.fault);
      return { ...phase, readAt: event.retryAt, failures: phase.failures + 1 };
    case "tick":
      return phase.readAt !== null && event.now >= phase.readAt ? { ...phase, readAt: null } : phase;
    case "online":
    case "authorized":
      return phase.readAt === null ? phase : { ...phase, readAt: null };
    default:
      return phase;
  }
}

/** What is asked for until the answer is final. */
export function verifyingQuestion({ image }: Verifying): "complete" | "read" {
  return completesByAsking(image.plan) ? "complete" : "read";
}

function verifyingAnswered(phase: Verifying, { status, reason, readAt }: StatusAnswer): Phase {
  if (status === "completed") return { kind: "completed", image: phase.image, sha256: phase.sha256 };
  if (status === "failed") return imageFailed(phase, reason);
  return { ...phase, reads: phase.reads + 1, readAt, failures: 0 };
}

function stopped(phase: Finishing | Verifying, { failure }: Extract<Fault, { kind: "stopped" }>): Failed {
  // Nothing can be added to an image that is gone: a retry begins with a new one.
  if (failure.code === "not_found") return { kind: "failed", failure, image: null, resume: { kind: "queued" } };
  return { kind: "failed", failure, image: phase.image, resume: { ...phase, failures: 0 } };
}

/** The server gave the image up. Its name stays taken until it is deleted, which is the user's to ask for: by a retry. */
function imageFailed(phase: Finishing | Verifying, reason: string | null): Failed {
  const said = reason ?? "The server says that the image failed.";
  const why = said.includes(phase.sha256) ? said : `${said} The file has SHA-256 ${phase.sha256}.`;
  return {
    kind: "failed",
    failure: {
      code: "image_failed",
      message: `${why} Retry deletes the failed image and sends the file again.`,
      requestId: null,
    },
    image: phase.image,
    resume: { kind: "queued" },
  };
}
