import { begunBytes, lastBegunPart, partBytes, partCount, partLength } from "./parts";
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
      partNumber: number;
      /** The part that takes this one's place if all goes on as it is; null when there is none. */
      laterPartNumber: number | null;
      failures: number;
      refusals: number;
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
  | { kind: "complete"; key: string; imageId: string; sha256: string; failures: number }
  | { kind: "read_status"; key: string; imageId: string; reads: number; failures: number }
  | { kind: "delete"; key: string; imageId: string }
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
      return [...hash(state, phase), ...(state.paused ? [] : transferring(state, phase))];
    case "finishing":
      return phase.retry === null ? [finishing(phase)] : waitUnlessUnauthorized(state, phase.retry.at);
    case "verifying":
      return phase.readAt === null ? [verifying(phase)] : waitUnlessUnauthorized(state, phase.readAt);
    case "canceling":
      return [canceling(phase)];
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

function transferring(state: UploadState, phase: Transferring): Action[] {
  const { image, open } = phase;
  const sends = open
    .filter((part) => part.state === "in_flight")
    .map(({ partNumber, failures, refusals }): Action => {
      const { start, end } = partBytes(image.plan, state.file.sizeBytes, partNumber);
      const key = `part ${partNumber} ${failures}`;
      const later = partNumber + MAX_PARTS_IN_FLIGHT;
      const isToCome = later > lastBegunPart(phase) && later <= partCount(image.plan, state.file.sizeBytes);
      const laterPartNumber = isToCome ? later : null;
      return { kind: "send_part", key, imageId: image.id, partNumber, laterPartNumber, failures, refusals, start, end };
    });
  const times = open.flatMap((part) => (part.state === "waiting" && part.retry !== null ? [part.retry.at] : []));
  return times.length === 0 ? sends : [...sends, ...waitUnlessUnauthorized(state, Math.min(...times))];
}

function finishing({ image, sha256, step, failures }: Finishing): Action {
  switch (step) {
    case "complete":
      return { kind: "complete", key: `complete ${failures}`, imageId: image.id, sha256, failures };
    case "read":
      return { kind: "read_status", key: `status ${failures}`, imageId: image.id, reads: 0, failures };
    default:
      return step satisfies never;
  }
}

function verifying({ image, reads, failures }: Verifying): Action {
  return { kind: "read_status", key: `verify ${reads} ${failures}`, imageId: image.id, reads, failures };
}

function canceling({ image, resume }: Extract<Phase, { kind: "canceling" }>): Action {
  if (image !== null) return { kind: "delete", key: "delete", imageId: image.id };
  // The creation that was under way when the user canceled: the same try, so the same key.
  return create(resume?.kind === "creating" ? resume.failures : 0);
}
