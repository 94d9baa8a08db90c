import type { ImageRow } from "@/lib/images-api/metadata/types";
import type { ImageAnswer } from "./schemas";

/** Epoch milliseconds as the contract's whole seconds. */
export function unixSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000);
}

/** Whether the digest was declared and is still being compared. */
export function isVerifying(image: ImageRow): boolean {
  return image.status === "uploading" && image.sha256 !== null && image.deletedAt === null;
}

/** An image as the API shows it: a digest is shown when it is true, or while it is being compared. */
export function imageAnswer(image: ImageRow): ImageAnswer {
  return {
    object: "image",
    id: image.id,
    name: image.name,
    upload_status: image.status,
    created_at: unixSeconds(image.createdAt),
    sha256: image.status === "completed" || isVerifying(image) ? image.sha256 : null,
    ...(image.status === "completed" && { sha256_verified: image.isVerified }),
    is_public: image.isPublic,
    ...(image.uploadedAt !== null && { uploaded_at: unixSeconds(image.uploadedAt) }),
    ...(image.finishedAt !== null && { finished_at: unixSeconds(image.finishedAt) }),
    ...(image.sizeBytes !== null && { size: image.sizeBytes }),
    ...(image.failureReason !== null && { failure_reason: image.failureReason }),
    ...(image.deletedAt !== null && { deleted_at: unixSeconds(image.deletedAt) }),
  };
}
