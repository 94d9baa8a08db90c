import { setTimeout as delay } from "node:timers/promises";
import type pino from "pino";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import type { ObjectStore } from "@/lib/images-api/objects/types";
import { createLanes } from "./lanes";
import { type Lease, LEASE } from "./lease";
import { type Polling, startPolling } from "./polling";
import { createVerificationRuns } from "./verification-runs";
import { declaredDigest, verifyImage } from "./verify-image";

/** How many verifications one server does. */
export interface VerifierPlaces {
  /** That are its own at once, some of them waiting for a lane. */
  claims: number;
  /** That read at once, and large images among those. */
  lanes: { total: number; large: number };
}

/**
 * Of bytes on its own disk, which no other server reads: two at once, for each keeps a core busy and a small server has two, and one of
 * them small, so that it never waits for the hours that several large ones take.
 */
export const DISK_PLACES: VerifierPlaces = { claims: 100, lanes: { total: 2, large: 1 } };

/** Of bytes in a bucket: what this one has no place for is another server's. */
export const BUCKET_PLACES: VerifierPlaces = { claims: 1, lanes: { total: 1, large: 1 } };

/** Between two questions for what is due, in milliseconds: of a dead server, of one that is busy, or after an error. */
const POLL_EVERY_MS = 3_000;

/** Between two looks at the row of an image that another server verifies, in milliseconds: doubled each time, up to the second number. */
const FIRST_LOOK_MS = 100;
const LONGEST_LOOK_MS = 2_000;

export interface Verifier {
  /** Whether bytes are read, which takes a while for a large image. */
  readonly readsBytes: boolean;
  /** Takes up what is due now and from now on, on whichever server it was frozen. Without it only what is asked for is verified. */
  start(): void;
  /** Takes up a frozen image, unless another server does or this one has no place: then it is taken up later. */
  begin(imageId: string): void;
  /**
   * The same, and waits until no verification of it is due any more, whoever does it. Resolves earlier when `signal` is aborted, which
   * stops nothing, and when this verifier is closed. Never rejects.
   */
  verify(imageId: string, signal?: AbortSignal): Promise<void>;
  /** Stops what is under way here for an image that was deleted. Another server notices by itself. */
  abort(imageId: string): void;
  /** Stops all and gives it back: other servers go on with it, or this one after its next start. */
  close(): Promise<void>;
}

export interface VerifierOptions {
  metadata: MetadataStore;
  objects: ObjectStore;
  log: pino.Logger;
  /** False: images are completed with the checksum that the uploader gives. */
  readsBytes?: boolean;
  places?: VerifierPlaces;
  lease?: Lease;
  /** On average, in milliseconds. */
  pollEveryMs?: number;
}

export function createVerifier(options: VerifierOptions): Verifier {
  const { metadata, objects, log, readsBytes = true, places = DISK_PLACES } = options;
  const context = { metadata, objects, readsBytes, log, lanes: createLanes(places.lanes) };
  const closing = new AbortController();
  let polling: Polling | null = null;
  const runs = createVerificationRuns({
    claims: metadata.claims,
    lease: options.lease ?? LEASE,
    places: places.claims,
    verify: (imageId, signal) => verifyImage(context, imageId, signal),
    onPlace: () => polling?.wake(),
    log,
  });

  return {
    readsBytes,
    start() {
      const everyMs = options.pollEveryMs ?? POLL_EVERY_MS;
      polling ??= startPolling({ everyMs, what: "looking for due verifications", log }, () => runs.claimDue());
    },
    begin: (imageId) => void runs.claim(imageId),
    async verify(imageId, signal) {
      const over = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
      await runs.claim(imageId);
      for (let waitMs = FIRST_LOOK_MS; !over.aborted; waitMs = Math.min(waitMs * 2, LONGEST_LOOK_MS)) {
        const isOver = await unlessAborted(runs.ended(imageId), over);
        if (isOver === true || over.aborted || !(await isDue(metadata, imageId))) return;
        await delay(waitMs, undefined, { signal: over }).catch(() => undefined);
      }
    },
    abort: (imageId) => runs.abort(imageId),
    async close() {
      closing.abort();
      await polling?.close();
      await runs.close();
    },
  };
}

/** False also when that cannot be told: who waits learns it from its own next question. */
async function isDue(metadata: MetadataStore, imageId: string): Promise<boolean> {
  const image = await metadata.findImage(imageId).catch(() => null);
  return image !== null && declaredDigest(image) !== null;
}

function unlessAborted<Result>(
  work: Promise<Result> | undefined,
  signal: AbortSignal,
): Promise<Result | undefined> | undefined {
  if (work === undefined) return undefined;
  const over = new AbortController();
  const aborted = new Promise<undefined>((resolve) => {
    signal.addEventListener("abort", () => resolve(undefined), { once: true, signal: over.signal });
  });
  return Promise.race([work, aborted]).finally(() => over.abort());
}
