import type { Logger } from "pino";
import { GIB } from "@/lib/contract/limits";
import type { ImageRow, MetadataStore } from "@/lib/images-api/metadata/types";
import type { ObjectStore } from "@/lib/images-api/objects/types";
import { UnreadableImageError } from "@/lib/images-api/objects/unreadable-image-error";
import { verificationEnded, type VerificationEnded } from "@/lib/telemetry/events";
import type { Lanes } from "./lanes";

/** Larger images are large, in bytes: they take more than a few seconds. */
const LARGE_IMAGE_BYTES = GIB;

/** So long after an image was declared complete, in milliseconds, a store may say that it cannot be read, before it is believed. */
const UNREADABLE_FOR_MS = 15 * 60 * 1000;

const UNREADABLE =
  "The object store cannot read the image any more: one of its parts was sent once more after the image was declared complete.";

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
  if (image === null) return;
  const declared = declaredDigest(image);
  if (declared === null) return;
  // It had bytes when it was frozen. A disk that is not mounted and a bucket that is late with its lists look the same as bytes that
  // are lost: to seal nothing would be for good, and a failed image's bytes go.
  await sizeOf(objects, imageId);
  await objects.seal(imageId);
  const sizeBytes = await sizeOf(objects, imageId);
  signal.throwIfAborted();
  if (readsBytes) {
    const isLarge = sizeBytes > LARGE_IMAGE_BYTES;
    await lanes.run(isLarge, signal, () => compare(context, { image, declared, sizeBytes, signal }));
  } else if (await metadata.completeImage(imageId, sizeBytes, Date.now(), false)) {
    log.info({ imageId, sizeBytes }, "image completed, its bytes were not verified");
  }
}

/** @throws when there is not a single byte */
async function sizeOf(objects: ObjectStore, imageId: string): Promise<number> {
  const parts = await objects.listParts(imageId);
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  if (sizeBytes === 0) throw new Error("The image's bytes are not there.");
  return sizeBytes;
}

interface Comparison {
  image: ImageRow;
  declared: string;
  sizeBytes: number;
  signal: AbortSignal;
}

async function compare(context: VerificationContext, comparison: Comparison): Promise<void> {
  const startedAt = performance.now();
  let outcome: VerificationEnded["outcome"] = "interrupted";
  try {
    outcome = await decide(context, comparison);
  } finally {
    verificationEnded.publish({ outcome, seconds: (performance.now() - startedAt) / 1000 });
  }
}

async function decide(
  { metadata, objects, log }: VerificationContext,
  { image, declared, sizeBytes, signal }: Comparison,
): Promise<"completed" | "failed"> {
  const { id: imageId } = image;
  const computed = await objects.digest(imageId, signal).catch((error: unknown) => {
    if (error instanceof UnreadableImageError && isUnreadableForGood(image)) return null;
    throw error;
  });
  signal.throwIfAborted();
  if (computed === declared) {
    const isCompleted = await metadata.completeImage(imageId, sizeBytes, Date.now());
    if (isCompleted) log.info({ imageId, sizeBytes }, "image verified");
    return "completed";
  }
  const [reason, cause] =
    computed === null
      ? [UNREADABLE, "bytes_unreadable"]
      : [
          `The checksum does not match: the file sent has SHA-256 ${declared}, the bytes that arrived have ${computed}.`,
          "checksum_mismatch",
        ];
  const isFailed = await metadata.failImage(imageId, reason, Date.now(), cause);
  if (isFailed) log.warn({ imageId, reason }, "image failed");
  return "failed";
}

/** By then every copy of a store that is late with some has what was sent. */
function isUnreadableForGood({ uploadedAt, activeAt }: ImageRow): boolean {
  return Date.now() - (uploadedAt ?? activeAt) > UNREADABLE_FOR_MS;
}

/** The digest to compare with, or null when no verification is due. */
export function declaredDigest(image: ImageRow): string | null {
  return image.status === "uploading" && image.deletedAt === null ? image.sha256 : null;
}
