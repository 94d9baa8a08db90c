import type { Logger } from "pino";
import { GIB } from "@/lib/contract/limits";
import type { ImageRow, MetadataStore } from "@/lib/images-api/metadata/types";
import type { ObjectStore } from "@/lib/images-api/objects/types";
import { verificationEnded, type VerificationEnded } from "@/lib/telemetry/events";
import type { Lanes } from "./lanes";

/** Larger images are large, in bytes: they take more than a few seconds. */
const LARGE_IMAGE_BYTES = GIB;

export interface VerificationContext {
  metadata: MetadataStore;
  objects: ObjectStore;
  lanes: Lanes;
  /** False: what the uploader says stands unread. */
  readsBytes: boolean;
  log: Logger;
}

/**
 * Seals a frozen image and makes it final: by its checksum, or by the uploader's word where bytes are not read. Does nothing when no
 * verification of it is due. Rejects with the signal's reason when it is aborted, and with an error that says nothing of the bytes.
 */
export async function verifyImage(context: VerificationContext, imageId: string, signal: AbortSignal): Promise<void> {
  const { metadata, objects, lanes, readsBytes, log } = context;
  const image = await metadata.findImage(imageId);
  const declared = image === null ? null : declaredDigest(image);
  if (declared === null) return;
  await objects.seal(imageId);
  const parts = await objects.listParts(imageId);
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  // It had some when it was frozen. A disk that is not mounted looks the same as bytes that are lost, and a failed image's bytes go.
  if (sizeBytes === 0) throw new Error("The image's bytes are not there.");
  signal.throwIfAborted();
  if (readsBytes) {
    const isLarge = sizeBytes > LARGE_IMAGE_BYTES;
    await lanes.run(isLarge, signal, () => compare(context, { imageId, declared, sizeBytes, signal }));
  } else if (await metadata.completeImage(imageId, sizeBytes, Date.now(), false)) {
    log.info({ imageId, sizeBytes }, "image completed, its bytes were not verified");
  }
}

interface Comparison {
  imageId: string;
  declared: string;
  sizeBytes: number;
  signal: AbortSignal;
}

async function compare(
  { metadata, objects, log }: VerificationContext,
  { imageId, declared, sizeBytes, signal }: Comparison,
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

/** The digest to compare with, or null when no verification is due. */
export function declaredDigest(image: ImageRow): string | null {
  return image.status === "uploading" && image.deletedAt === null ? image.sha256 : null;
}
