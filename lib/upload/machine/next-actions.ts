import { verifyingQuestion } from "./machine-image";
import { begunBytes, isInFlight, lastBegunPart, partBytes, partCount, partLength } from "./parts";
import { completesByAsking, expiryOf, mostRefusals } from "./plan";
import { MAX_PARTS_IN_FLIGHT } from "./scheduler";
import type { Finishing, HashProgress, Phase, Transferring, UploadState, Verifying } from "./upload-state";

/**
 * Something that is to be under way. `key` names one try: while it stays in the list the try goes on, when it leaves the
 * list the try is aborted, and a new key is a new try.
 */
export type Action =
  | { kind: "create"; key: string; failures: number }
  | {
      kind: "send_part";
      key: string;
      imageId: string;
      /** Of a `single` plan; null where the image's id is enough to ask for a URL. */
      ticket: string | null;
      partNumber: number;
      /** The part that takes this one's place if all goes on as it is; null when there is none. */
      laterPart: { partNumber: number; sizeBytes: number } | null;
      failures: number;
      refusals: number;
      /** Refusals in a row after which the image itself is looked at. */
      mostRefusals: number;
      start: number;
      end: number;
    }
  /** Hash from the checkpoint on, not beyond `through` bytes. */
  | {
      kind: "hash";
      key: string;
      checkpoint: HashProgress["checkpoint"];
      /** Tell a checkpoint each so many bytes: where parts end. */
      checkpointEvery: number;
      through: number;
    }
  /** `reads`: how often the image's status was asked for already. */
  | { kind: "complete"; key: string; imageId: string; sha256: string; reads: number; failures: number }
  | { kind: "read_status"; key: string; imageId: string; reads: number; failures: number }
  /** `mayTakeTime`: a provider that cannot delete it yet, for it is being made, can a little later. */
  | { kind: "delete"; key: string; imageId: string; mayTakeTime: boolean; failures: number }
  /** Tell the machine when it is `until` (epoch ms). */
  | { kind: "wait"; key: string; until: number };

/** What is to be under way in this state: the whole of it, so whatever else runs is to be aborted. */
export function nextActions(state: UploadState): Action[] {
  const { phase } = state;
  switch (phase.kind) {
    case "queued":
    case "completed":
    case "failed":
    case "canceled":
      return [];
    case "creating":
      // Never aborted, not even by Pause or Cancel: only its answer tells whether there is an image now.
      if (phase.retry === null) return [create(phase.failures)];
      return state.paused ? [] : waitUnlessUnauthorized(state, phase.retry.at);
    case "transferring":
      return [...hash(state, phase), ...(state.paused ? [] : transferring(state, phase)), ...expiry(phase)];
    case "finishing":
      return phase.retry === null ? [finishing(phase)] : waitUnlessUnauthorized(state, phase.retry.at);
    case "verifying":
      return phase.readAt === null ? [verifying(phase)] : waitUnlessUnauthorized(state, phase.readAt);
    case "canceling":
      return phase.retry === null ? [canceling(phase)] : [wait(phase.retry.at)];
    default:
      return phase satisfies never;
  }
}

function create(failures: number): Action {
  return { kind: "create", key: `create ${failures}`, failures };
}

function wait(until: number): Action {
  return { kind: "wait", key: `wait ${until}`, until };
}

/** Without a token no time is worth waiting for: the next try comes with the token. */
function waitUnlessUnauthorized({ unauthorized }: UploadState, until: number): Action[] {
  return unauthorized === null ? [wait(until)] : [];
}

function hash(state: UploadState, phase: Transferring): Action[] {
  if (phase.hash.sha256 !== null) return [];
  // Hashing stays behind the sending, where the system's page cache still has the bytes.
  const through = state.paused ? 0 : begunBytes(phase, state.file.sizeBytes);
  const checkpointEvery = partLength(phase.image.plan, state.file.sizeBytes, 1);
  return [{ kind: "hash", key: "hash", checkpoint: phase.hash.checkpoint, checkpointEvery, through }];
}

/** The end of the provider's patience, unless the bytes are on their way: they may still arrive. */
function expiry({ image, acknowledged, open }: Transferring): Action[] {
  const until = expiryOf(image.plan);
  if (until === null || acknowledged.length > 0 || open.some(isInFlight)) return [];
  return [{ kind: "wait", key: `expiry ${until}`, until }];
}

function transferring(state: UploadState, phase: Transferring): Action[] {
  const { image, open } = phase;
  const ticket = image.plan.kind === "single" ? image.plan.ticket : null;
  const sends = open
    .filter((part) => part.state === "in_flight")
    .map(({ partNumber, failures, refusals }): Action => {
      const { start, end } = partBytes(image.plan, state.file.sizeBytes, partNumber);
      const key = `part ${partNumber} ${failures}`;
      const later = partNumber + MAX_PARTS_IN_FLIGHT;
      const isToCome = later > lastBegunPart(phase) && later <= partCount(image.plan, state.file.sizeBytes);
      const sizeBytes = isToCome ? partLength(image.plan, state.file.sizeBytes, later) : 0;
      return {
        kind: "send_part",
        key,
        imageId: image.id,
        ticket,
        partNumber,
        laterPart: isToCome ? { partNumber: later, sizeBytes } : null,
        failures,
        refusals,
        mostRefusals: mostRefusals(image.plan),
        start,
        end,
      };
    });
  const times = open.flatMap((part) => (part.state === "waiting" && part.retry !== null ? [part.retry.at] : []));
  return times.length === 0 ? sends : [...sends, ...waitUnlessUnauthorized(state, Math.min(...times))];
}

function finishing({ image, sha256, step, failures }: Finishing): Action {
  switch (step) {
    case "complete":
      return { kind: "complete", key: `complete ${failures}`, imageId: image.id, sha256, reads: 0, failures };
    case "read":
      return { kind: "read_status", key: `status ${failures}`, imageId: image.id, reads: 0, failures };
    default:
      return step satisfies never;
  }
}

function verifying(phase: Verifying): Action {
  const { image, sha256, reads, failures } = phase;
  const asked = { key: `verify ${reads} ${failures}`, imageId: image.id, reads, failures };
  const question = verifyingQuestion(phase);
  switch (question) {
    case "complete":
      return { kind: "complete", sha256, ...asked };
    case "read":
      return { kind: "read_status", ...asked };
    default:
      return question satisfies never;
  }
}

function canceling({ image, resume, failures }: Extract<Phase, { kind: "canceling" }>): Action {
  if (image !== null) {
    const mayTakeTime = completesByAsking(image.plan);
    return { kind: "delete", key: `delete ${failures}`, imageId: image.id, mayTakeTime, failures };
  }
  // The creation that was under way when the user canceled: the same try, so the same key.
  return create(resume?.kind === "creating" ? resume.failures : 0);
}
