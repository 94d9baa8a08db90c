import type { UploadFailure } from "@/lib/upload/upload-view";
import { isWoken, retryOf } from "./machine-image";
import { atRest, interrupted, isInFlight, lastBegunPart, partCount, partLength } from "./parts";
import { expiryOf, mostRefusals } from "./plan";
import type { UploadEvent } from "./upload-event";
import type {
  Failed,
  InFlightPart,
  OpenPart,
  PartTries,
  Phase,
  Transferring,
  UploadState,
  WaitingPart,
} from "./upload-state";

/** The phase in which parts go out and the file is hashed. */
export function reduceTransferring(state: UploadState, phase: Transferring, event: UploadEvent): Phase {
  switch (event.type) {
    case "part_began":
      return state.paused ? phase : partBegan(state, phase, event.partNumber);
    case "part_progressed":
      return partProgressed(state, phase, event);
    case "part_acknowledged":
      return settled(state, acknowledged(phase, event.partNumber));
    case "part_failed":
      return partFailed(phase, event);
    case "tick":
      return isOver(phase, event.now) ? expired(phase) : woken(phase, event);
    case "online":
    case "authorized":
      return woken(phase, event);
    case "pause":
      return atRest(phase);
    case "resume":
      return settled(state, phase);
    case "retry":
      return settled(state, retried(phase));
    case "hash_progressed": {
      if (phase.hash.sha256 !== null) return phase;
      const hashedBytes = Math.min(event.hashedBytes, state.file.sizeBytes);
      const checkpoint = event.checkpoint ?? phase.hash.checkpoint;
      if (hashedBytes === phase.hash.hashedBytes && checkpoint === phase.hash.checkpoint) return phase;
      return { ...phase, hash: { ...phase.hash, hashedBytes, checkpoint } };
    }
    case "hash_finished": {
      const hash = { ...phase.hash, hashedBytes: state.file.sizeBytes, sha256: event.sha256 };
      return settled(state, { ...phase, hash });
    }
    case "file_failed":
      return stopped(phase, event);
    default:
      return phase;
  }
}

/** Goes on to finishing when every part was acknowledged and the whole file was hashed, and not before. */
function settled(state: UploadState, phase: Transferring): Phase {
  const { acknowledged: done, image, hash } = phase;
  if (state.paused || hash.sha256 === null) return phase;
  if (done.length < partCount(image.plan, state.file.sizeBytes)) return phase;
  return { kind: "finishing", image, sha256: hash.sha256, step: "complete", failures: 0, retry: null };
}

function partBegan(state: UploadState, phase: Transferring, partNumber: number): Transferring {
  const waiting = phase.open.find((part) => part.partNumber === partNumber);
  if (waiting !== undefined) {
    return withPart(phase, partNumber, (part) =>
      part.state === "waiting" && part.retry === null ? { ...tries(part), state: "in_flight", sentBytes: 0 } : part,
    );
  }
  const isNext = partNumber === lastBegunPart(phase) + 1;
  if (!isNext || partNumber > partCount(phase.image.plan, state.file.sizeBytes)) return phase;
  const part: InFlightPart = { ...untried(partNumber), state: "in_flight", sentBytes: 0 };
  return { ...phase, open: [...phase.open, part] };
}

function partProgressed(
  state: UploadState,
  phase: Transferring,
  { partNumber, sentBytes: sent }: Extract<UploadEvent, { type: "part_progressed" }>,
): Transferring {
  const moved = withPart(phase, partNumber, (part) => progressed(state, phase, part, sent));
  return moved === phase ? phase : { ...moved, open: moved.open.map(hurry) };
}

function progressed(state: UploadState, phase: Transferring, part: OpenPart, sent: number): OpenPart {
  if (part.state !== "in_flight") return part;
  const most = partLength(phase.image.plan, state.file.sizeBytes, part.partNumber);
  const sentBytes = Math.min(Math.max(part.sentBytes, sent), most);
  return sentBytes === part.sentBytes ? part : { ...part, sentBytes };
}

function acknowledged(phase: Transferring, partNumber: number): Transferring {
  const isOurs = phase.open.some((part) => part.partNumber === partNumber && part.state === "in_flight");
  if (!isOurs) return phase;
  const open = phase.open.filter((part) => part.partNumber !== partNumber);
  return {
    ...phase,
    acknowledged: [...phase.acknowledged, partNumber].toSorted((a, b) => a - b),
    // The storage works again: what waited for it need not wait for its own time.
    open: open.map(unhurried),
  };
}

function partFailed(phase: Transferring, event: Extract<UploadEvent, { type: "part_failed" }>): Phase {
  const { partNumber, fault, retryAt } = event;
  const part = phase.open.find((open) => open.partNumber === partNumber);
  if (part?.state !== "in_flight") return phase;
  if (fault.kind === "stopped") return stopped(phase, fault);
  // It was not the part's fault: the part waits for a token, as if it had not been tried.
  if (fault.kind === "unauthorized") return withPart(phase, partNumber, interrupted);
  const refusals = fault.kind === "refused" ? part.refusals + 1 : 0;
  if (refusals > mostRefusals(phase.image.plan)) return refused(phase, fault.cause, partNumber);
  const failures = part.failures + 1;
  const retry = retryOf(fault, retryAt);
  return withPart(phase, partNumber, () => ({ ...tries(part), state: "waiting", failures, refusals, retry }));
}

function stopped(phase: Transferring, { failure }: { failure: UploadFailure }): Failed {
  if (failure.code === "file_changed") return { kind: "failed", failure, image: phase.image, resume: null };
  // It is whole, and not of these bytes perhaps: nothing here may send to it, or delete it.
  if (failure.code === "completed_elsewhere") return { kind: "failed", failure, image: null, resume: null };
  if (phase.image.plan.kind === "single" && needsNewImage(failure))
    return givenUp(phase, failure.message, failure.requestId);
  // The image is gone, and the acknowledged parts with it.
  if (failure.code === "not_found") return { kind: "failed", failure, image: null, resume: { kind: "queued" } };
  return { kind: "failed", failure, image: phase.image, resume: afresh(phase) };
}

/** The provider takes nothing for this image any more, and nothing is on its way. */
function isOver({ image, open, ...phase }: Transferring, now: number): boolean {
  const until = expiryOf(image.plan);
  return until !== null && now >= until && phase.acknowledged.length === 0 && !open.some(isInFlight);
}

/** Only another image takes the file now. The old one is still there for a while perhaps, and its name with it. */
function expired({ image }: Transferring): Failed {
  const message =
    "The time for sending this file is over: the provider gives the image up. Retry deletes what is left of it, and sends the file to a new image.";
  return {
    kind: "failed",
    failure: { code: "upload_expired", message, requestId: null },
    image,
    resume: { kind: "queued" },
  };
}

/** Where the file was to go is told once, when the image is made: what does not take it there never will. */
function needsNewImage({ code }: UploadFailure): boolean {
  return code === "part_refused" || code === "conflict" || code === "invalid_request";
}

function givenUp({ image }: Transferring, why: string, requestId: string | null = null): Failed {
  const message = `${why} Retry deletes the image, and sends the file to a new one.`;
  return { kind: "failed", failure: { code: "part_refused", message, requestId }, image, resume: { kind: "queued" } };
}

function refused(phase: Transferring, cause: string, partNumber: number): Failed {
  const urls = mostRefusals(phase.image.plan) + 1;
  if (phase.image.plan.kind === "single") return givenUp(phase, `${cause} The file was refused ${urls} times.`);
  const message = `${cause} Part ${partNumber} was refused with ${urls} different URLs.`;
  const failure = { code: "part_refused" as const, message, requestId: null };
  return { kind: "failed", failure, image: phase.image, resume: afresh(phase) };
}

/** The user asks to try at once whatever waits, also what the server asked to wait. What is in flight goes on. */
function retried(phase: Transferring): Transferring {
  if (!phase.open.some(isWaiting)) return phase;
  return { ...phase, open: phase.open.map((part) => (isWaiting(part) ? ready(part) : part)) };
}

/** Where a retry by hand goes on: every part that is not acknowledged at once, as if it had never failed. */
function afresh(phase: Transferring): Transferring {
  return {
    ...phase,
    open: phase.open.map(ready),
  };
}

function woken(phase: Transferring, event: UploadEvent): Transferring {
  const isDue = (part: OpenPart) => part.state === "waiting" && part.retry !== null && isWoken(part.retry, event);
  if (!phase.open.some(isDue)) return phase;
  return { ...phase, open: phase.open.map((part) => (isDue(part) ? { ...part, retry: null, hurried: false } : part)) };
}

function isWaiting(part: OpenPart): part is WaitingPart {
  return part.state === "waiting" && part.retry !== null;
}

/** Whether the part waits for the network or a failing server, and not because it was told to. */
function isImpatient(part: OpenPart): part is WaitingPart {
  return part.state === "waiting" && part.retry !== null && !part.retry.patient;
}

/** Bytes that move are a hint and no proof: a storage may take a part and fail then. So they do not cut short wait after wait. */
function hurry(part: OpenPart): OpenPart {
  return isImpatient(part) && !part.hurried ? { ...part, retry: null, hurried: true } : part;
}

function unhurried(part: OpenPart): OpenPart {
  return isImpatient(part) ? { ...part, retry: null, hurried: false } : { ...part, hurried: false };
}

function ready({ partNumber }: OpenPart): WaitingPart {
  return { ...untried(partNumber), state: "waiting", retry: null };
}

function untried(partNumber: number): PartTries {
  return { partNumber, failures: 0, refusals: 0, hurried: false };
}

function tries({ partNumber, failures, refusals, hurried }: OpenPart): PartTries {
  return { partNumber, failures, refusals, hurried };
}

function withPart(phase: Transferring, partNumber: number, change: (part: OpenPart) => OpenPart): Transferring {
  const open = phase.open.map((part) => (part.partNumber === partNumber ? change(part) : part));
  return open.every((part, index) => part === phase.open[index]) ? phase : { ...phase, open };
}
