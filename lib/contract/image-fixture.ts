import type { Image, ImageDetails } from "./image";

/** For tests: a completed image of which no more is known than has to be. `providerStatus` follows `status`. */
export function imageFixture(changes: Partial<Image> = {}): Image {
  const status = changes.status ?? "completed";
  return {
    id: "image_1",
    name: "ubuntu.img",
    status,
    providerStatus: status,
    createdAt: "2026-03-04T10:00:00.000Z",
    uploadedAt: null,
    finishedAt: null,
    visibility: null,
    sha256: null,
    isSha256Verified: null,
    sizeBytes: null,
    failureReason: null,
    deletedAt: null,
    details: null,
    actions: [],
    connection: "sfcompute",
    ...changes,
  };
}

/** For tests: details of which nothing is known but what is given. */
export function imageDetailsFixture(changes: Partial<ImageDetails> = {}): ImageDetails {
  return {
    nativeId: null,
    description: null,
    tags: null,
    regions: null,
    operatingSystem: null,
    scope: null,
    expiresAt: null,
    facts: [],
    ...changes,
  };
}
