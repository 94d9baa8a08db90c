import { partBytes, partCount } from "@/lib/upload/machine/parts";
import { completesByAsking } from "@/lib/upload/machine/plan";
import {
  queuedUpload,
  type ActivePhase,
  type HashProgress,
  type Phase,
  type Transferring,
  type UploadState,
  type WaitingPart,
} from "@/lib/upload/machine/upload-state";
import { HASH_LIBRARY } from "./hash-library";
import { LEDGER_VERSION, type LedgerRecord } from "./ledger-record";

// An upload's state as a record of the ledger, and back. Pure.

/** What a record holds beside the state. Times in epoch ms. */
export interface RecordExtras extends Pick<LedgerRecord, "fingerprint" | "handle" | "startedAt"> {
  now: number;
}

/** What to do about the ledger's record. `as_before`: what it says already is the best there is to go on from. */
export type Recording = LedgerRecord | "as_before" | null;

type Progress = Pick<LedgerRecord, "image" | "creating" | "acknowledged" | "hash" | "sha256">;

/** What is to be remembered of an upload; null when there is nothing to go on with. */
export function recordOf(state: UploadState, extras: RecordExtras): Recording {
  const progress = progressOf(state, state.phase);
  if (progress === null || progress === "as_before") return progress;
  const { id, connection, account, name, file, values, paused } = state;
  const { fingerprint, handle, startedAt, now: updatedAt } = extras;
  return {
    version: LEDGER_VERSION,
    id,
    connection,
    account,
    name,
    file,
    values,
    ...progress,
    fingerprint,
    paused,
    startedAt,
    updatedAt,
    handle,
  };
}

function progressOf(state: UploadState, phase: Phase): Progress | "as_before" | null {
  switch (phase.kind) {
    case "failed":
      // The file changed: whoever still has the old one can go on.
      if (phase.resume === null) return "as_before";
      // The image is gone, or the server gave it up: what was recorded leads back to the question how it stands, and so to the
      // same failure with the same way out, or on, if it was only another account that could not see it.
      if (phase.resume.kind === "queued" && (phase.image !== null || phase.failure.code === "not_found"))
        return "as_before";
      return activeProgress(state, phase.resume);
    case "canceling":
      // What the user canceled must not come back, not even when the page closes before the server answers.
      return phase.retried === null ? null : "as_before";
    case "completed":
    case "canceled":
      return null;
    case "queued":
    case "creating":
    case "transferring":
    case "finishing":
    case "verifying":
      return activeProgress(state, phase);
    default:
      return phase satisfies never;
  }
}

function activeProgress({ file }: UploadState, phase: ActivePhase): Progress {
  switch (phase.kind) {
    case "queued":
    case "creating": {
      const creating = phase.kind === "creating";
      return { image: null, creating, acknowledged: [], hash: null, sha256: null };
    }
    case "transferring": {
      const { image, acknowledged, hash } = phase;
      const saved = savedHash(phase, file.sizeBytes);
      return { image, creating: false, acknowledged: [...acknowledged], hash: saved, sha256: hash.sha256 };
    }
    case "finishing":
    case "verifying": {
      const { image, sha256 } = phase;
      const count = partCount(image.plan, file.sizeBytes);
      const acknowledged = Array.from({ length: count }, (_, index) => index + 1);
      return { image, creating: false, acknowledged, hash: null, sha256 };
    }
    default:
      return phase satisfies never;
  }
}

function savedHash({ image, hash }: Transferring, sizeBytes: number): LedgerRecord["hash"] {
  if (hash.checkpoint === null || hash.sha256 !== null) return null;
  const { bytes, state } = hash.checkpoint;
  const parts = Math.ceil(bytes / partBytes(image.plan, sizeBytes, 1).end);
  const isPartEnd = parts > 0 && partBytes(image.plan, sizeBytes, parts).end === bytes;
  return isPartEnd ? { library: HASH_LIBRARY, parts, bytes, state } : null;
}

/**
 * The state to go on with: what was acknowledged stays so, and everything else is still to be sent.
 * @param library the hash library of this build; a state of another one is of no use, and hashing starts again
 */
export function restoredUpload(record: LedgerRecord, library: string = HASH_LIBRARY): UploadState {
  const { id, connection, account, name, file, values, paused } = record;
  return {
    ...queuedUpload({ id, connection, account, name, file, values }),
    paused,
    phase: restoredPhase(record, library),
  };
}

/** Asks for the image at once, knowing that there may be one already. */
const CREATING_AGAIN: ActivePhase = {
  kind: "creating",
  failures: 0,
  retry: { at: 0, cause: "The page was closed while the image was being made.", network: false, patient: false },
  unclear: true,
};

function restoredPhase(record: LedgerRecord, library: string): ActivePhase {
  const { image, file, acknowledged, sha256, paused } = record;
  if (image === null) return record.creating ? CREATING_AGAIN : { kind: "queued" };
  const isAllSent = acknowledged.length === partCount(image.plan, file.sizeBytes);
  // While an upload is paused it does not go on to finishing, and so the server was not asked to complete it yet.
  if (isAllSent && sha256 !== null && !paused) {
    const step = completesByAsking(image.plan) ? "complete" : "read";
    return { kind: "finishing", image, sha256, step, failures: 0, retry: null };
  }
  const hash = restoredHash(record, library);
  return { kind: "transferring", image, acknowledged, open: missingParts(acknowledged), hash };
}

function restoredHash({ hash, sha256, file }: LedgerRecord, library: string): HashProgress {
  if (sha256 !== null) return { hashedBytes: file.sizeBytes, checkpoint: null, sha256 };
  // After the last byte there is nothing left to read that would bring the checksum, so that checkpoint leads nowhere.
  if (hash === null || hash.library !== library || hash.bytes >= file.sizeBytes) {
    return { hashedBytes: 0, checkpoint: null, sha256: null };
  }
  const { bytes, state } = hash;
  return { hashedBytes: bytes, checkpoint: { bytes, state }, sha256: null };
}

/** The parts below the highest acknowledged one that are not: parts are begun in order, so these were begun. */
function missingParts(acknowledged: readonly number[]): WaitingPart[] {
  const done = new Set(acknowledged);
  return Array.from({ length: acknowledged.at(-1) ?? 0 }, (_, index) => index + 1)
    .filter((partNumber) => !done.has(partNumber))
    .map((partNumber) => ({
      state: "waiting",
      partNumber,
      failures: 0,
      refusals: 0,
      hurried: false,
      retry: null,
    }));
}
