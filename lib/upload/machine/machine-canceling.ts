import type { UploadFailure } from "@/lib/upload/upload-view";
import type { Fault } from "./fault";
import { isWoken, retryOf } from "./machine-image";
import { atRest } from "./parts";
import { completesByAsking } from "./plan";
import type { UploadEvent } from "./upload-event";
import type { ActivePhase, Canceling, Failed, Phase, UploadImage } from "./upload-state";

type RequestFailed = Extract<UploadEvent, { type: "request_failed" }>;

/** The deletion of an image that the user gave up. */
export function cancelingImage(phase: Exclude<ActivePhase, { kind: "queued" | "creating" }>): Canceling {
  return deleting(phase.image, atRest(phase), null);
}

/** @param retried the failure that is retried, once the image is gone; null for a cancel */
export function deleting(
  image: UploadImage | null,
  resume: ActivePhase | null,
  retried: UploadFailure | null,
): Canceling {
  return { kind: "canceling", image, resume, retried, failures: 0, retry: null };
}

export function cancelCreating(phase: Extract<Phase, { kind: "creating" }>): Phase {
  const underWay = phase.retry === null;
  if (underWay) return deleting(null, phase, null);
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

export function reduceCanceling(phase: Canceling, event: UploadEvent): Phase {
  switch (event.type) {
    case "cancel":
      return phase.retried === null ? phase : { ...phase, retried: null };
    case "created":
      return phase.image === null ? { ...phase, image: event.image, resume: null } : phase;
    case "deleted":
      if (phase.image === null) return phase;
      return phase.retried === null ? { kind: "canceled" } : { kind: "queued" };
    case "request_failed":
      return phase.image === null ? creationAnswered(phase, event) : deleteFailed(phase, phase.image, event);
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

function creationAnswered(phase: Canceling, event: RequestFailed): Phase {
  const unclear = event.fault.kind === "network" || event.fault.kind === "busy";
  return unclear ? lostImage(phase.resume ?? { kind: "queued" }) : { kind: "canceled" };
}

function deleteFailed(phase: Canceling, image: UploadImage, { fault, retryAt }: RequestFailed): Phase {
  // What is being made of the bytes cannot always be taken away at once: the deletion waits, and is not forgotten.
  if (fault.kind === "busy" && completesByAsking(image.plan)) {
    return { ...phase, failures: phase.failures + 1, retry: retryOf(fault, retryAt) };
  }
  return undeleted(phase, image, fault);
}

function undeleted({ resume, retried }: Canceling, image: UploadImage, fault: Fault): Failed {
  const why = fault.kind === "stopped" ? fault.failure.message : fault.cause;
  const code = fault.kind === "unauthorized" ? "token_rejected" : "network";
  const told: UploadFailure = { code, message: `The image was not deleted: ${why}`, requestId: null };
  const failure = fault.kind === "stopped" ? fault.failure : told;
  if (retried === null) return { kind: "failed", failure, image, resume };
  const both = `${retried.message} The failed image could not be deleted: ${why}`;
  const requestId = failure.requestId ?? retried.requestId;
  return { kind: "failed", failure: { code: retried.code, message: both, requestId }, image, resume, cause: retried };
}
