import { setTimeout as delay } from "node:timers/promises";
import type pino from "pino";
import { GIB } from "@/lib/contract/limits";
import type { ImageRow, MetadataStore } from "@/lib/images-api/metadata/types";
import type { ObjectStore } from "@/lib/images-api/objects/types";
import { verificationEnded, type VerificationEnded } from "@/lib/telemetry/events";
import { createLanes } from "./lanes";

/** Verifications at once: each keeps a core busy, and a small server has two. */
const VERIFICATIONS_AT_ONCE = 2;

/** Of those, how many may be of large images: a small one never waits for the hours that several large ones take. */
const LARGE_AT_ONCE = 1;

/** Larger images are large, in bytes: they take more than a few seconds. */
const LARGE_IMAGE_BYTES = GIB;

/** Between attempts after an error of the disk or the database, in milliseconds: doubled each time, up to the second number. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 5 * 60_000;

export interface Verifier {
  /** Seals a frozen image and compares its checksum. Resolves when the image is final or the verification was aborted. Never rejects. */
  verify(imageId: string): Promise<void>;
  /** Stops what is under way for an image, if anything is. */
  abort(imageId: string): void;
  /** Takes up all verifications that are due. Does not wait for them. */
  resume(): Promise<void>;
  /** Aborts everything and waits until it has stopped. What is unfinished is taken up by the next `resume`. */
  close(): Promise<void>;
}

interface Run {
  controller: AbortController;
  done: Promise<void>;
}

interface VerifierOptions {
  metadata: MetadataStore;
  objects: ObjectStore;
  log: pino.Logger;
}

export function createVerifier({ metadata, objects, log }: VerifierOptions): Verifier {
  const lanes = createLanes({ total: VERIFICATIONS_AT_ONCE, large: LARGE_AT_ONCE });
  const runs = new Map<string, Run>();
  let closed = false;

  function verify(imageId: string): Promise<void> {
    const running = runs.get(imageId);
    if (running !== undefined && !running.controller.signal.aborted) return running.done;
    if (closed) return Promise.resolve();
    const controller = new AbortController();
    // A predecessor that was aborted may still be stopping.
    const done = (running?.done ?? Promise.resolve())
      .then(() => runUntilFinal(imageId, controller.signal))
      .finally(() => {
        if (runs.get(imageId)?.controller === controller) runs.delete(imageId);
      });
    runs.set(imageId, { controller, done });
    return done;
  }

  /** An error says nothing of the bytes, so it never decides: the attempt is repeated until it can be told. */
  async function runUntilFinal(imageId: string, signal: AbortSignal): Promise<void> {
    for (let retryMs = FIRST_RETRY_MS; !signal.aborted; retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)) {
      try {
        await attempt(imageId, signal);
        return;
      } catch (error) {
        if (signal.aborted) return;
        log.error({ imageId, err: error, retryMs }, "verification interrupted, will be tried again");
      }
      await delay(retryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async function attempt(imageId: string, signal: AbortSignal): Promise<void> {
    const image = await metadata.findImage(imageId);
    const declared = image === null ? null : declaredDigest(image);
    if (declared === null) return;
    await objects.seal(imageId);
    const parts = await objects.listParts(imageId);
    const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
    // It had some when it was frozen. A disk that is not mounted looks the same as bytes that are lost, and a failed image's bytes go.
    if (sizeBytes === 0) throw new Error("The image's bytes are not there.");
    await lanes.run(sizeBytes > LARGE_IMAGE_BYTES, signal, () => compare(imageId, { declared, sizeBytes, signal }));
  }

  async function compare(
    imageId: string,
    { declared, sizeBytes, signal }: { declared: string; sizeBytes: number; signal: AbortSignal },
  ): Promise<void> {
    const startedAt = performance.now();
    let outcome: VerificationEnded["outcome"] = "interrupted";
    try {
      const computed = await objects.digest(imageId, signal);
      signal.throwIfAborted();
      if (computed === declared) {
        const isCompleted = await metadata.completeImage(imageId, sizeBytes, Date.now());
        if (isCompleted) log.info({ imageId, sizeBytes }, "image verified");
        outcome = "completed";
        return;
      }
      const reason = `The checksum does not match: the file sent has SHA-256 ${declared}, the bytes that arrived have ${computed}.`;
      const isFailed = await metadata.failImage(imageId, reason, Date.now(), "checksum_mismatch");
      if (isFailed) log.warn({ imageId, reason }, "image failed");
      outcome = "failed";
    } finally {
      verificationEnded.publish({ outcome, seconds: (performance.now() - startedAt) / 1000 });
    }
  }

  return {
    verify,
    abort: (imageId) => runs.get(imageId)?.controller.abort(),
    async resume() {
      for (const image of await metadata.listVerifying()) void verify(image.id);
    },
    async close() {
      closed = true;
      const stopping = [...runs.values()];
      for (const run of stopping) run.controller.abort();
      await Promise.all(stopping.map((run) => run.done));
    },
  };
}

/** The digest to compare with, or null when no verification is due. */
function declaredDigest(image: ImageRow): string | null {
  return image.status === "uploading" && image.deletedAt === null ? image.sha256 : null;
}
