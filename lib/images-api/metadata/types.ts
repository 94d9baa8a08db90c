import type { ObjectNotes } from "@/lib/images-api/objects/types";
import type { AuditOrigin, AuditRow, ListAuditOptions, NewAuditEntry } from "./audit";
import type { WorkClaims } from "./work-claims";

/** The contract's upload statuses (schema `ImageUploadStatus`). */
export type UploadStatus = "started" | "uploading" | "completed" | "failed";

/** An image as it is kept. Times are epoch milliseconds. */
export interface ImageRow {
  id: string;
  owner: string;
  name: string;
  status: UploadStatus;
  isPublic: boolean;
  createdAt: number;
  /** The last time a part arrived or the status changed. */
  activeAt: number;
  /** When the client declared every byte to be there; null before that, and for what was declared before version 2 of the tables. */
  uploadedAt: number | null;
  /** When it became completed or failed; null before that, and for what did before version 2 of the tables. */
  finishedAt: number | null;
  /**
   * The digest the client declared at completion. While `status` is `uploading` a digest means that verification is due;
   * once `completed` it was computed here and agreed.
   */
  sha256: string | null;
  /** Whether the digest was compared with the bytes that arrived; false where an operator switched that off when it was completed. */
  isVerified: boolean;
  /** Known once completed. */
  sizeBytes: number | null;
  /** Why it failed: a sentence for people. */
  failureReason: string | null;
  deletedAt: number | null;
  /** When it was decided that the bytes of this failed or deleted image go. They do not come back, whether they are gone yet or not. */
  bytesRemovedAt: number | null;
}

export interface ListImagesOptions {
  owner: string;
  /** Rows on a page. */
  limit: number;
  /** The page after (older than) this position, or before (newer than) it. At most one of the two. */
  startingAfter?: ListPosition | undefined;
  endingBefore?: ListPosition | undefined;
  includeDeleted: boolean;
}

/** A place in the list, which is ordered by `createdAt` then `id`, both descending: unique, so stable while rows are added. */
export interface ListPosition {
  createdAt: number;
  id: string;
}

export type TokenRole = "viewer" | "operator" | "admin";

/** A bearer token as it is kept: only its SHA-256. Times are epoch milliseconds. */
export interface TokenRow {
  id: string;
  /** SHA-256 of the token, lower-case hex. Tokens are 256 random bits, so a plain hash cannot be searched backwards. */
  hash: string;
  owner: string;
  role: TokenRole;
  createdAt: number;
  /** From then on it is worth nothing; null for one that lasts. */
  expiresAt: number | null;
  lastUsedAt: number | null;
  revokedAt: number | null;
}

/** A token that is about to be kept. */
export interface NewToken extends Pick<TokenRow, "id" | "hash" | "owner" | "role" | "createdAt"> {
  expiresAt?: number | null;
}

/**
 * Where rows are kept. Owner checks are part of the queries: a method that takes `owner` never touches another owner's row.
 * What changes an image's or a token's life is one transaction with its entry in the audit trail, so that neither is there without
 * the other. `by`: who did it; the server itself where it is absent.
 * Every implementation passes the suite in `conformance.ts`.
 */
export interface MetadataStore {
  /** @returns "name_taken" when the owner has a live image of that name; deleted images do not count. */
  createImage(
    image: { id: string; owner: string; name: string; createdAt: number },
    by?: AuditOrigin,
  ): Promise<ImageRow | "name_taken">;
  /** The owner's own live image or anyone's live public one. */
  findVisibleImage(id: string, owner: string): Promise<ImageRow | null>;
  /** The owner's own live image. */
  findOwnImage(id: string, owner: string): Promise<ImageRow | null>;
  /** Any image, deleted ones too: for jobs and the object store, which act for no one. */
  findImage(id: string): Promise<ImageRow | null>;
  /** Newest first, whichever direction is asked for. `hasMore`: rows remain in the direction asked for. */
  listImages(options: ListImagesOptions): Promise<{ images: ImageRow[]; hasMore: boolean }>;
  /**
   * A part arrived at `now`: `started` becomes `uploading`. The activity never goes back to an earlier time.
   * @returns false when the image takes no parts any more
   */
  recordPart(id: string, now: number): Promise<boolean>;
  /** Freezes the image for verification. @returns false when it is not open for parts (already frozen, final or deleted). */
  beginVerification(id: string, sha256: string, now: number, by?: AuditOrigin): Promise<boolean>;
  /**
   * `sizeBytes`: of the sealed bytes. `isVerified`: whether their digest was computed and agreed; true where it is absent.
   * @returns false when no verification of it is due any more
   */
  completeImage(id: string, sizeBytes: number, now: number, isVerified?: boolean): Promise<boolean>;
  /**
   * Only of images that are neither final nor deleted. `reason`: a sentence for people; `cause`: a word for the audit trail.
   * @returns whether it was changed
   */
  failImage(id: string, reason: string, now: number, cause?: string): Promise<boolean>;
  /** Soft delete; the name is free again. @returns the deleted row, null when the owner has no such live image */
  deleteImage(id: string, owner: string, now: number, by?: AuditOrigin): Promise<ImageRow | null>;
  /**
   * Takes back a deletion, as one change that a taken name, a removal of the bytes and another restoration either precede or follow.
   * It counts as activity: an upload that goes on is not stale at once.
   * @returns the live row; "not_found" when the owner has no such deleted image; why not otherwise
   */
  restoreImage(
    id: string,
    owner: string,
    now: number,
    by?: AuditOrigin,
  ): Promise<ImageRow | "not_found" | "name_taken" | "bytes_removed">;
  /** @returns false when there is no such live image */
  setPublic(id: string, isPublic: boolean, by?: AuditOrigin): Promise<boolean>;
  /** Live images that are frozen but not final. */
  listVerifying(): Promise<ImageRow[]>;
  /** Those of these images that there are, deleted ones too, in any order. At most a thousand ids at once. */
  findImages(ids: readonly string[]): Promise<ImageRow[]>;
  /**
   * Fails the live images open for parts with no activity since `before`, a bounded number at a time, each time in one statement, so
   * that an image which a part or a completion reaches at the same moment either stays or refuses it. @returns their ids
   */
  failStale(before: number, reason: string, now: number): Promise<string[]>;
  /**
   * Decides that the bytes of failed images go, damaged ones excepted, and those of images deleted before `deletedBefore`. Comes before their removal, so
   * that an image which is restored at the same moment is either not among them or refuses it. @returns their ids, each one once
   */
  claimRemovable(deletedBefore: number, now: number): Promise<string[]>;
  /** Live completed images with ids after `afterId` (all ids, when it is empty), by id. */
  listCompleted(afterId: string, limit: number): Promise<ImageRow[]>;
  /** The latest time that any image's row bears; null when there are no images. */
  newestInstant(): Promise<number | null>;
  /**
   * A completed image whose bytes turned out not to be what was proven fails; they are kept until somebody brings the right ones
   * back or deletes it. `reason`: a sentence for people. @returns false when it is not completed, or its bytes go anyway
   */
  markDamaged(id: string, reason: string, now: number): Promise<boolean>;
  /** A damaged image has its right bytes again, by their digest, and is completed and verified. @returns false when it is not damaged */
  markSound(id: string, now: number): Promise<boolean>;
  /** Images that were completed and then marked as damaged, deleted ones too, as long as their bytes are kept. */
  listDamaged(): Promise<ImageRow[]>;

  createToken(token: NewToken, by?: AuditOrigin): Promise<void>;
  /** Only when there is no token at all, revoked ones included; of several servers that start at once one succeeds. */
  createFirstToken(token: NewToken): Promise<boolean>;
  /** All but revoked ones: who asks compares `expiresAt` with a clock. */
  findToken(hash: string): Promise<TokenRow | null>;
  listTokens(): Promise<TokenRow[]>;
  /** @returns false when there is no live token of that id */
  revokeToken(id: string, now: number, by?: AuditOrigin): Promise<boolean>;
  recordTokenUse(id: string, now: number): Promise<void>;

  /** For what changes no row: the entry is kept when this resolves. */
  recordAudit(entry: NewAuditEntry): Promise<void>;
  /** Newest first. `hasMore`: older ones follow. */
  listAudit(options: ListAuditOptions): Promise<{ entries: AuditRow[]; hasMore: boolean }>;
  /** Removes what is older than `time`, a bounded number of entries at a time. @returns how many */
  removeAuditBefore(time: number): Promise<number>;

  /** Which server does what, where several share the rows. */
  readonly claims: WorkClaims;
  /** What an object store that keeps nothing itself has to know again. */
  readonly notes: ObjectNotes;
  /**
   * Notes where the bytes of these rows are, as in `disk` or `s3 my-bucket`, when nothing is noted yet.
   * @returns the place that is noted
   */
  placeOfBytes(place: string): Promise<string>;

  close(): Promise<void>;
}
