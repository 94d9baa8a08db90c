import type { Readable } from "node:stream";

/** A part as it is stored. */
export interface StoredPart {
  partNumber: number;
  sizeBytes: number;
}

/** A URL that works without a token until `expiresAt` (epoch milliseconds). */
export interface PresignedUrl {
  url: string;
  expiresAt: number;
}

/** An image whose bytes are complete, as a download needs it. */
export interface DownloadableImage {
  id: string;
  name: string;
  sha256: string;
}

/** What a store that serves its own URLs asks of the images' rows, and tells them. */
export interface ImageRows {
  /** Whether a part would be taken now: asked before its first byte. */
  takesParts(imageId: string): Promise<boolean>;
  /** A part arrived. @returns false when the image takes no parts any more */
  recordPart(imageId: string): Promise<boolean>;
  /**
   * Whether a link may still be used for an image that has `sizeBytes` here: not once it is deleted, although its bytes are kept for a
   * while, and not when they are other bytes than those that were verified.
   */
  mayBeDownloaded(imageId: string, sizeBytes: number): Promise<"yes" | "deleted" | "damaged">;
}

/**
 * Where bytes are kept. Bytes come and go by presigned URLs only; the API itself only signs, lists, seals, reads and removes.
 * Every implementation passes the suite in `conformance.ts`.
 */
export interface ObjectStore {
  /** A URL that takes one PUT of a part. Sending a part again replaces it. */
  presignPart(imageId: string, partNumber: number): Promise<PresignedUrl>;
  /** The parts that arrived whole, by number. Empty for an image that has none. */
  listParts(imageId: string): Promise<StoredPart[]>;
  /** From now on no part can be added or replaced, not even by a PUT that is under way. No bytes are copied. Safe to repeat. */
  seal(imageId: string): Promise<void>;
  /** A URL for GET and HEAD of a sealed image. */
  presignDownload(image: DownloadableImage): Promise<PresignedUrl>;
  /** The bytes of a sealed image from its beginning. */
  read(imageId: string): Promise<Readable>;
  /** SHA-256 of a sealed image, computed off the main thread. Rejects with the signal's reason when it is aborted. */
  digest(imageId: string, signal: AbortSignal): Promise<string>;
  /** Removes every byte of an image, sealed or not. Safe to repeat. */
  remove(imageId: string): Promise<void>;
  /** Ids of the images that have bytes here: what a start compares with the rows. */
  listImageIds(): AsyncIterable<string>;
  close(): Promise<void>;
}
