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

/** What a part has to be, as its sender says before: its URL takes nothing else. */
export interface ExpectedPart {
  /** Length in bytes. */
  sizeBytes?: number | undefined;
  /** MD5 in base64, as in the header `Content-MD5` (RFC 1864): every store that speaks S3 compares it. */
  contentMd5?: string | undefined;
}

/** How far a digest was computed. */
export interface DigestState {
  /** Bytes from the beginning that are in it. */
  bytes: number;
  /** Of the hash, as only the same version of the same library reads it. */
  state: Uint8Array;
  /** That library and version, and of which bytes it is where that is not said otherwise. */
  format: string;
}

/** What is noted of an image's bytes that are elsewhere. */
export interface ObjectNote {
  /** The multipart upload that takes its parts. */
  uploadId: string;
  /** Once it is sealed, its parts by number. */
  sealedParts: StoredPart[] | null;
  digest: DigestState | null;
}

/** Where a store that keeps nothing itself notes what it has to know again, by image. */
export interface ObjectNotes {
  find(imageId: string): Promise<ObjectNote | null>;
  /**
   * The first of several stands.
   * @param over an upload whose place this one takes, unless another one has, or it is sealed
   * @returns the one that is noted
   */
  begin(imageId: string, uploadId: string, over?: string): Promise<ObjectNote>;
  /** The first of several stands. @returns the one that is noted; null when nothing was begun */
  seal(imageId: string, parts: readonly StoredPart[]): Promise<ObjectNote | null>;
  keepDigest(imageId: string, digest: DigestState): Promise<void>;
  remove(imageId: string): Promise<void>;
}

/** Bytes of an image as they lie in the store. */
export interface StoredImage {
  imageId: string;
  /** Of a sealed image, where a listing tells it; null otherwise: its parts tell. */
  sizeBytes: number | null;
}

/** An image whose bytes are complete, as a download needs it. */
export interface DownloadableImage {
  id: string;
  name: string;
  sha256: string;
}

/** What a store that serves its own URLs asks of the images' rows, and tells them. */
export interface ImageRows {
  /** Whether there is such an image, deleted ones included. */
  isKnown(imageId: string): Promise<boolean>;
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
  /**
   * A URL that takes one PUT of a part, of just these bytes where they are expected. Sending a part again replaces it.
   * @throws TakesNoPartsError, RangeError for what is no part number or image id
   */
  presignPart(imageId: string, partNumber: number, expected?: ExpectedPart): Promise<PresignedUrl>;
  /** The parts that arrived whole, by number. Empty for an image that has none. */
  listParts(imageId: string): Promise<StoredPart[]>;
  /**
   * From now on no part can be added or replaced, not even by a PUT that is under way; where a store takes one all the same, the image
   * cannot be read any more, rather than be another one. No bytes are copied. Safe to repeat.
   */
  seal(imageId: string): Promise<void>;
  /** A URL for GET of a sealed image, with ranges. A signature of S3 is for one method. */
  presignDownload(image: DownloadableImage): Promise<PresignedUrl>;
  /** The bytes of a sealed image from its beginning. */
  read(imageId: string): Promise<Readable>;
  /**
   * SHA-256 of a sealed image, computed off the main thread. Rejects with the signal's reason when it is aborted.
   * @throws UnreadableImageError
   */
  digest(imageId: string, signal: AbortSignal): Promise<string>;
  /** Removes every byte of an image, sealed or not. Safe to repeat. */
  remove(imageId: string): Promise<void>;
  /** The images that have bytes here, or could still take some: what upkeep compares with the rows. */
  listImages(): AsyncIterable<StoredImage>;
  /** Removes what interrupted calls left and nothing refers to. */
  sweep(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
