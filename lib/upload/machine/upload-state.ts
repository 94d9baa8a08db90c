import type { FormValues } from "@/lib/contract/form";
import type { UploadPlan } from "@/lib/contract/upload-plan";
import type { UploadFailure } from "@/lib/upload/upload-view";

// The state of one upload, as plain data: what the page keeps in memory could as well be kept on disk.
// The file's bytes are not of it. Sizes in bytes, times in epoch milliseconds, parts numbered from 1.

/** A failed try that will be repeated. */
export interface Retry {
  at: number;
  /** Why the last try failed, a sentence for people. */
  cause: string;
  /** Whether the network was the reason, so that coming online is reason to try at once. */
  network: boolean;
  /** Whether the server asked for patience, so that a success elsewhere is no reason to try sooner. */
  patient: boolean;
}

/** The image that an upload fills, once the server made it. */
export interface UploadImage {
  id: string;
  plan: UploadPlan;
}

/** A part that was begun and is not acknowledged. */
export type OpenPart = InFlightPart | WaitingPart;

export interface PartTries {
  partNumber: number;
  /** Tries that failed. */
  failures: number;
  /** Part URLs that were refused one after another. */
  refusals: number;
  /** Its last wait was cut short because another part moved: not again until its own wait or an acknowledgement ends. */
  hurried: boolean;
}

export interface InFlightPart extends PartTries {
  state: "in_flight";
  sentBytes: number;
}

export interface WaitingPart extends PartTries {
  state: "waiting";
  /** Null when it was only interrupted. */
  retry: Retry | null;
}

/** What is known of the whole file's SHA-256. */
export interface HashProgress {
  hashedBytes: number;
  /** From where hashing can go on elsewhere: the hash library's own state, in base64, after `bytes` bytes. */
  checkpoint: { bytes: number; state: string } | null;
  /** Lower-case hex, once the last byte was read. */
  sha256: string | null;
}

/** Waits for its turn. */
export interface Queued {
  kind: "queued";
}

/** The server is asked for an image. A `retry` means that no request is under way. */
export interface Creating {
  kind: "creating";
  failures: number;
  retry: Retry | null;
  /** A request went out whose outcome is not known: there may be an image already. */
  unclear: boolean;
}

/** Parts go out. Every part up to `acknowledged.length + open.length` was begun, none after it. */
export interface Transferring {
  kind: "transferring";
  image: UploadImage;
  /** Ascending. */
  acknowledged: readonly number[];
  open: readonly OpenPart[];
  hash: HashProgress;
}

/**
 * Every byte is acknowledged. After an unclear answer the status is read before the server is asked to complete again; where it may be
 * asked over and over, it is.
 */
export interface Finishing {
  kind: "finishing";
  image: UploadImage;
  sha256: string;
  step: "complete" | "read";
  failures: number;
  retry: Retry | null;
}

/** The server makes the image of what it was sent, or compares checksums: it is asked now and then how that goes. */
export interface Verifying {
  kind: "verifying";
  image: UploadImage;
  sha256: string;
  /** Reads so far. */
  reads: number;
  /** When to read next; null while a read is under way. */
  readAt: number | null;
  failures: number;
}

/** The server says so. */
export interface Completed {
  kind: "completed";
  image: UploadImage;
  sha256: string;
}

export type ActivePhase = Queued | Creating | Transferring | Finishing | Verifying;

/** Stopped, with a reason. */
export interface Failed {
  kind: "failed";
  failure: UploadFailure;
  /** What a cancel would delete. */
  image: UploadImage | null;
  /** Where a retry goes on; null when it cannot. `queued` beside an image: the image is deleted first, as its name is taken. */
  resume: ActivePhase | null;
  /** The first failure, when `failure` is that of a retry that could not delete the image. */
  cause?: UploadFailure;
}

/**
 * The image is being deleted because the user asked to cancel, or to retry what the server gave up. Without an image, the
 * answer to its creation is awaited first, to know what to delete.
 */
export interface Canceling {
  kind: "canceling";
  image: UploadImage | null;
  /** Where the upload could go on if the delete fails. */
  resume: ActivePhase | null;
  /** The failure that is being retried: once the image is deleted, the file is sent again. Null for a cancel. */
  retried: UploadFailure | null;
  /** Deletions that the server could not do yet. */
  failures: number;
  /** The next try; null while a request is under way. */
  retry: Retry | null;
}

/** Nothing of the upload is left. */
export interface Canceled {
  kind: "canceled";
}

export type Phase = ActivePhase | Completed | Failed | Canceling | Canceled;

export interface UploadState {
  id: string;
  connection: string;
  /** The account's name; null where the provider does not tell it. */
  account: string | null;
  /** The image's name. */
  name: string;
  file: { name: string; sizeBytes: number; lastModified: number };
  /** What was entered into the connection's upload form; empty where it has none. */
  values: FormValues;
  phase: Phase;
  /** The user's wish; it has effect until the last byte is sent. */
  paused: boolean;
  /** What the browser says of the network. It may be wrong, so nothing but the wording depends on it. */
  offline: boolean;
  /**
   * Why nothing can begin without a new token, a sentence for people; null while there is one that works.
   * What is in flight needs no token any more and arrives.
   */
  unauthorized: string | null;
}

/** What an upload begins with. */
export type UploadSeed = Pick<UploadState, "id" | "connection" | "account" | "name" | "file"> & { values?: FormValues };

/** An image that was made and has no byte yet. */
export function emptyImage(image: UploadImage): Transferring {
  const hash = { hashedBytes: 0, checkpoint: null, sha256: null };
  return { kind: "transferring", image, acknowledged: [], open: [], hash };
}

export function queuedUpload({ values = {}, ...seed }: UploadSeed): UploadState {
  return { ...seed, values, phase: { kind: "queued" }, paused: false, offline: false, unauthorized: null };
}
