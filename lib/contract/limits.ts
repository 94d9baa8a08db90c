/** Bytes in one mebibyte. */
export const MIB = 1024 * 1024;

/** Bytes in one gibibyte. */
export const GIB = 1024 * MIB;

/** Largest image the images API takes, in bytes (stated in SF Compute's API document, `StartUploadRequest`). */
export const MAX_IMAGE_BYTES = 128 * GIB;

/** Parts of a multipart upload are numbered 1…10,000 (S3's limit, which presigned part URLs inherit). */
export const MAX_PARTS = 10_000;

/** Every part but the last is at least this long, in bytes (S3's limit). */
export const MIN_PART_BYTES = 5 * MIB;

/** No part is longer than this, in bytes (S3's limit). */
export const MAX_PART_BYTES = 5 * GIB;
