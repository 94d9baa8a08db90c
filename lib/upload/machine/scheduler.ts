import { isInFlight, lastBegunPart, partBytes, partCount } from "./parts";
import type { Transferring, UploadState } from "./upload-state";

/**
 * Parts in flight at once, over all uploads. Browsers open six connections to an HTTP/1.1 host; two are left for the API
 * when it is the same host, and more than a few streams do not make one line faster.
 */
export const MAX_PARTS_IN_FLIGHT = 4;

/**
 * How many parts hashing may be behind the part that begins next. As many as are in flight: then what is being hashed is not
 * older than the oldest part in flight, and is still in the system's page cache.
 */
const MAX_HASH_LAG_PARTS = MAX_PARTS_IN_FLIGHT;

/**
 * Hashing that is more parts behind than this began anew after a reload, and reads from the disk whatever happens: sending does
 * not wait for it.
 */
const HOPELESS_HASH_LAG_PARTS = 4 * MAX_HASH_LAG_PARTS;

export interface SchedulerOptions {
  /** Parts in flight at most. */
  bound?: number;
  /** False while a speed limit asks for a rest. */
  partsMayBegin?: boolean;
  /** The upload whose part began last; null for none. */
  lastBegan?: string | null;
}

/** The next thing to begin. */
export type Beginning = { kind: "create"; id: string } | { kind: "part"; id: string; partNumber: number };

/**
 * What may begin now, one thing at a time (call again with the state that follows), or null. A free place goes to the upload
 * with the fewest parts in flight, in turns among equals; a queued upload begins when fewer uploads than places are able
 * to send, so that a file that waits for the network, or is paused, does not hold up the others.
 */
export function nextBeginning(
  uploads: readonly UploadState[],
  { bound = MAX_PARTS_IN_FLIGHT, partsMayBegin = true, lastBegan = null }: SchedulerOptions = {},
): Beginning | null {
  const busy = uploads.filter(isBusy).length;
  const queued = uploads.find((upload) => upload.phase.kind === "queued" && mayBegin(upload));
  if (queued !== undefined && busy < bound) return { kind: "create", id: queued.id };

  if (!partsMayBegin) return null;
  const inFlight = uploads.reduce((sum, upload) => sum + partsInFlight(upload), 0);
  if (inFlight >= bound) return null;
  const ready = inTurn(uploads, lastBegan)
    .flatMap((upload) => {
      const partNumber = nextPart(upload, bound);
      return partNumber === null ? [] : [{ id: upload.id, partNumber, inFlight: partsInFlight(upload) }];
    })
    .toSorted((a, b) => a.inFlight - b.inFlight);
  const [first] = ready;
  return first === undefined ? null : { kind: "part", id: first.id, partNumber: first.partNumber };
}

/** From the upload after the one whose part began last: under a speed limit one part may be in flight, and each upload has its turn. */
function inTurn(uploads: readonly UploadState[], lastBegan: string | null): UploadState[] {
  const next = uploads.findIndex(({ id }) => id === lastBegan) + 1;
  return [...uploads.slice(next), ...uploads.slice(0, next)];
}

function partsInFlight({ phase }: UploadState): number {
  return phase.kind === "transferring" ? phase.open.filter(isInFlight).length : 0;
}

/** Whether people and the token allow it. */
function mayBegin({ paused, unauthorized }: UploadState): boolean {
  return !paused && unauthorized === null;
}

/** Whether the upload uses the network now, or would if there were a place. */
function isBusy(upload: UploadState): boolean {
  const { phase } = upload;
  if (!mayBegin(upload)) return false;
  switch (phase.kind) {
    case "creating":
      return phase.retry === null;
    case "transferring":
      return partsInFlight(upload) > 0 || hasPartsToSend(upload, phase);
    case "queued":
    case "finishing":
    case "verifying":
    case "completed":
    case "failed":
    case "canceling":
    case "canceled":
      return false;
    default:
      return phase satisfies never;
  }
}

/** Whether there is anything that does not wait for a retry. */
function hasPartsToSend({ file }: UploadState, phase: Transferring): boolean {
  if (phase.open.some((part) => part.state === "waiting" && part.retry === null)) return true;
  return phase.open.length < MAX_PARTS_IN_FLIGHT && lastBegunPart(phase) < partCount(phase.image.plan, file.sizeBytes);
}

/** The part of this upload to send next, or null while it has none that could begin. */
function nextPart(upload: UploadState, bound: number): number | null {
  const { phase, file } = upload;
  if (phase.kind !== "transferring" || !mayBegin(upload)) return null;
  const again = phase.open.find((part) => part.state === "waiting" && part.retry === null);
  if (again !== undefined) return again.partNumber;
  // Parts that wait for a retry count: a line that is down must not take every part of the file with it.
  if (phase.open.length >= bound) return null;
  const { plan } = phase.image;
  const partNumber = lastBegunPart(phase) + 1;
  if (partNumber > partCount(plan, file.sizeBytes)) return null;
  const lag = (maximum: number) => partBytes(plan, file.sizeBytes, Math.max(1, partNumber - maximum)).start;
  const { hashedBytes } = phase.hash;
  const isNear = hashedBytes >= lag(MAX_HASH_LAG_PARTS) || phase.hash.sha256 !== null;
  return isNear || hashedBytes < lag(HOPELESS_HASH_LAG_PARTS) ? partNumber : null;
}
